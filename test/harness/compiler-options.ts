import { ts } from '../../server/src/engine/syntax.ts';

/** As a tsconfig.json has them: the world's own, and what fixed files are compiled with. */
export const settings = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: ['node'],
  jsx: 'react-jsx',
  strict: true,
  esModuleInterop: true,
  allowJs: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
  resolveJsonModule: true,
};

export const compilerOptions: ts.CompilerOptions = ts.convertCompilerOptionsFromJson(settings, '/').options;
