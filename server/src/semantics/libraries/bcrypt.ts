import type { LibraryModel } from './model.ts';

export const bcrypt: LibraryModel = {
  library: 'bcrypt',
  entries: [{ path: 'bcrypt.{hash,compare,genSalt}()', is: [{ rejects: 'may', unless: 'callback' }] }],
};

export const bcryptjs: LibraryModel = {
  library: 'bcryptjs',
  entries: [{ path: 'bcryptjs.{hash,compare,genSalt}()', is: [{ rejects: 'may', unless: 'callback' }] }],
};
