import type { LibraryModel } from './model.ts';

export const sharp: LibraryModel = {
  library: 'sharp',
  entries: [
    { path: 'sharp{(),.Sharp()}.**.{toFile,toBuffer,metadata,stats}()', is: [{ rejects: 'may', unless: 'callback' }] },
  ],
};

export const qrcode: LibraryModel = {
  library: 'qrcode',
  entries: [
    { path: 'qrcode.{toDataURL,toString,toFile,toCanvas,toBuffer}()', is: [{ rejects: 'may', unless: 'callback' }] },
  ],
};

export const html2canvas: LibraryModel = {
  library: 'html2canvas',
  entries: [{ path: 'html2canvas{,.default}()', is: [{ rejects: 'may' }] }],
};

/** Whoever refuses the camera is told so by the promise. */
export const qrScanner: LibraryModel = {
  library: 'qr-scanner',
  entries: [{ path: 'qr-scanner{,.default}().start()', is: [{ rejects: 'may' }] }],
};

export const html5Qrcode: LibraryModel = {
  library: 'html5-qrcode',
  entries: [{ path: 'html5-qrcode.Html5Qrcode().start()', is: [{ rejects: 'may' }] }],
};

export const pdfLib: LibraryModel = {
  library: 'pdf-lib',
  entries: [
    {
      path: 'pdf-lib.PDFDocument{,.load()~,.create()~,()}.{create,save,saveAsBase64}()',
      is: [{ rejects: 'never', because: 'it only writes down what was drawn' }],
    },
    {
      path: 'pdf-lib.PDFDocument{.load()~,.create()~,()}.embedFont()',
      is: [{ rejects: 'may', weighedBy: 'font' }],
    },
    {
      path: 'pdf-lib.PDFDocument{,.load()~,.create()~,()}.{load,embedPng,embedJpg,copyPages}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

/** Where the browser gives no WebGL, the renderer cannot be made. */
export const three: LibraryModel = {
  library: 'three',
  entries: [
    { path: 'three.WebGLRenderer()', is: [{ throws: true, because: 'it throws where there is no WebGL' }] },
    { path: 'three.**.loadAsync()', is: [{ rejects: 'may' }] },
  ],
};

const page = [
  'goto,reload,goBack,goForward,click,type,fill,focus,hover,select,selectOption,tap,press,check,uncheck',
  'waitForSelector,waitForNavigation,waitForFunction,waitForTimeout,waitForLoadState,waitForURL',
  'evaluate,evaluateHandle,$eval,$$eval,content,setContent,title,screenshot,pdf,setViewport,setCookie',
].join(',');

function browserOf(library: string, launcher: string): LibraryModel {
  return {
    library,
    entries: [
      { path: `${library}${launcher}.{launch,connect,launchPersistentContext}()`, is: [{ rejects: 'may' }] },
      {
        path: `${library}${launcher}.{launch,connect}()~.{newPage,newContext,createBrowserContext,pages}()`,
        is: [{ rejects: 'may' }],
      },
      {
        path: `${library}${launcher}.{launch,connect}()~{,.newContext()~}.newPage()~{,.locator()}.{${page}}()`,
        is: [{ rejects: 'may' }],
      },
      { path: `${library}.{Page,Frame,Locator,ElementHandle}().{${page}}()`, is: [{ rejects: 'may' }] },
    ],
  };
}

export const automatedBrowsers: readonly LibraryModel[] = [
  browserOf('puppeteer', '{,.default}'),
  browserOf('puppeteer-core', '{,.default}'),
  browserOf('playwright', '.{chromium,firefox,webkit}'),
  browserOf('playwright-core', '.{chromium,firefox,webkit}'),
];
