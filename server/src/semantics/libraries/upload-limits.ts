import { LibraryAutomaton, type PathModel } from '../flow/automaton.ts';

/** How much of a request a parser takes in, and how it is told to take less. */
export interface UploadModel {
  /** The argument that holds the options. */
  readonly at: number;
  /** Where the limit stands in them: `['limits', 'fileSize']`. */
  readonly limit: readonly [string, string] | readonly [string];
  /** What it takes when nobody says so. */
  readonly otherwise: 'everything' | 'little';
  /** From how many bytes on a limit is none. */
  readonly tooMuch: number;
  /** `file`: of one upload. `body`: of the whole request, which is held in memory and parsed. */
  readonly of: 'file' | 'body';
  /** What it is called when somebody reads of it. */
  readonly name: string;
  /** Whether a text with a unit may stand for the number: `'10mb'`. */
  readonly takesUnits?: true;
  /** Options may be set for the whole program, so that a call without any says nothing. */
  readonly isConfigurable?: true;
}

type Entry = PathModel<UploadModel>['entries'][number];

const entry = (path: string, model: UploadModel): Entry => ({ path, is: [model] });

const mebibyte = 1024 * 1024;
/** Parsing so much at once stops a server for seconds. */
export const largeBody = 100 * mebibyte;
const largeFile = 1024 * mebibyte;

const files = (name: string, at = 0): UploadModel => ({
  at,
  limit: ['limits', 'fileSize'],
  otherwise: 'everything',
  tooMuch: largeFile,
  of: 'file',
  name,
});

const bodies = (name: string): UploadModel => ({
  at: 0,
  limit: ['limit'],
  otherwise: 'little',
  tooMuch: largeBody,
  of: 'body',
  name,
  takesUnits: true,
});

/** Formidable takes 200 MB by itself, Fastify and its multipart plugin 1 MB, Express 100 kB. */
const models: readonly PathModel<UploadModel>[] = [
  { library: 'multer', entries: [entry('multer{,.default}()', files('multer'))] },
  { library: '@koa/multer', entries: [entry('@koa/multer()', files('multer'))] },
  { library: 'busboy', entries: [entry('busboy{,.default}()', files('busboy'))] },
  { library: '@fastify/busboy', entries: [entry('@fastify/busboy{,.Busboy}()', files('busboy'))] },
  { library: 'express-fileupload', entries: [entry('express-fileupload()', files('express-fileupload'))] },
  {
    library: '@nestjs/platform-express',
    entries: [
      entry('@nestjs/platform-express.{FileInterceptor,FileFieldsInterceptor}()', {
        ...files('the interceptor', 1),
        isConfigurable: true,
      }),
      entry('@nestjs/platform-express.FilesInterceptor()', { ...files('the interceptor', 2), isConfigurable: true }),
      entry('@nestjs/platform-express.AnyFilesInterceptor()', { ...files('the interceptor'), isConfigurable: true }),
    ],
  },
  {
    library: 'formidable',
    entries: [
      entry('formidable{,.formidable,.IncomingForm}()', {
        ...files('formidable'),
        limit: ['maxFileSize'],
        otherwise: 'little',
      }),
    ],
  },
  { library: 'express', entries: [entry('express.{json,urlencoded,raw,text}()', bodies('the parser'))] },
  { library: 'body-parser', entries: [entry('body-parser.{json,urlencoded,raw,text}()', bodies('the parser'))] },
  {
    library: 'fastify',
    entries: [entry('fastify{,.fastify}()', { ...bodies('Fastify'), limit: ['bodyLimit'] })],
  },
];

const automaton = new LibraryAutomaton<UploadModel>(models);

export const uploadModelOf = (path: string): UploadModel | undefined => automaton.factsOf(path)[0];
