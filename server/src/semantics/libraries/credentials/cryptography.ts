import { call, type CredentialModel, made } from './model.ts';

const encryption = (...places: readonly string[]) => made('encryption key', 'ENCRYPTION_KEY', ...places);
const signing = (...places: readonly string[]) => made('signing key', 'SIGNING_KEY', ...places);
const passphrase = (...places: readonly string[]) => made('passphrase', 'ENCRYPTION_PASSPHRASE', ...places);

/** Keys and the texts that keys are made from. */
export const cryptography: readonly CredentialModel[] = [
  call('node:crypto', '.createHmac()', signing('1')),
  call('node:crypto', '.{createCipheriv,createDecipheriv,createCipher,createDecipher}()', encryption('1')),
  call('node:crypto', '.{scrypt,scryptSync,pbkdf2,pbkdf2Sync}()', passphrase('0')),
  call('node:crypto', '.{hkdf,hkdfSync}()', encryption('1')),
  call('node:crypto', '.timingSafeEqual()', made('secret', 'EXPECTED_SECRET', '0', '1')),
  call('globalThis', '.crypto.subtle.importKey()', [
    { at: '1', kind: 'made', label: 'signing key', variable: 'SIGNING_KEY', where: { at: 0, is: ['raw', 'pkcs8'] } },
  ]),
  call('crypto-js', '{,.default}.{AES,DES,TripleDES,Rabbit,RabbitLegacy,RC4}.{encrypt,decrypt}()', encryption('1')),
  call('crypto-js', '.{HmacMD5,HmacSHA1,HmacSHA224,HmacSHA256,HmacSHA384,HmacSHA512,HmacSHA3}()', signing('1')),
  call('crypto-js', '.PBKDF2()', passphrase('0')),
  call('cryptr', '()', encryption('0')),
  call('simple-crypto-js', '{,.SimpleCrypto}()', encryption('0')),
  call('sjcl', '.{encrypt,decrypt}()', passphrase('0')),
  call('secure-ls', '()', encryption('0.encryptionSecret')),
  call('tweetnacl', '.secretbox{,.open}()', encryption('2')),
  call('ethers', '{,.ethers}.Wallet()', made('private key', 'PRIVATE_KEY', '0')),
  call('ethers', '{,.ethers}.Wallet.fromMnemonic()', made('seed phrase', 'MNEMONIC', '0')),
  call('ethers', '{,.ethers}.Wallet.fromPhrase()', made('seed phrase', 'MNEMONIC', '0')),
  call('viem', '.privateKeyToAccount()', made('private key', 'PRIVATE_KEY', '0')),
  call('viem', '.mnemonicToAccount()', made('seed phrase', 'MNEMONIC', '0')),
  call('@solana/web3.js', '.Keypair.fromSecretKey()', made('private key', 'PRIVATE_KEY', '0')),
];
