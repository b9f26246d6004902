import path from 'node:path';
import { requireCommand, repositoryRoot } from '../../scripts/command.ts';
import { temporaryFolder } from '../../scripts/lifetime.ts';
import { writeFiles } from '../write-files.ts';

const manifest = {
  name: 'assistant',
  publisher: 'test',
  version: '1.0.0',
  description: 'Suggests one text below a comment that ends a file.',
  license: 'MIT',
  engines: { vscode: '^1.100.0' },
  main: './extension.js',
  activationEvents: ['*'],
};

/** Below a comment at the end of a file, as assistants do, and with no word to anybody of what becomes of it. */
const codeFor = (suggestion: string): string => `const vscode = require('vscode');
exports.activate = () => {
  vscode.languages.registerInlineCompletionItemProvider({ scheme: 'file' }, {
    provideInlineCompletionItems: (document, position) => {
      const before = document.getText(new vscode.Range(0, 0, position.line, position.character));
      if (position.line !== document.lineCount - 1 || !/\\/\\/ .+\\n$/.test(before)) return [];
      return [new vscode.InlineCompletionItem(${JSON.stringify(suggestion)}, new vscode.Range(position, position))];
    },
  });
};
`;

/** Packs an extension that suggests this text, as any other assistant would; answers where it lies. */
export async function packAssistant(suggestion: string): Promise<string> {
  const folder = temporaryFolder('assistant');
  writeFiles(folder, {
    'package.json': JSON.stringify(manifest),
    'extension.js': codeFor(suggestion),
    LICENSE: 'MIT',
    'README.md': 'A stand-in.\n',
  });
  const vsce = path.join(repositoryRoot, 'node_modules/@vscode/vsce/vsce');
  // vsce, too, sees the key in it.
  const options = '--no-dependencies --allow-missing-repository --allow-package-all-secrets --out assistant.vsix'.split(
    ' ',
  );
  await requireCommand(process.execPath, [vsce, 'package', ...options], { cwd: folder });
  return path.join(folder, 'assistant.vsix');
}
