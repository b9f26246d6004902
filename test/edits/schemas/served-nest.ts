import { createRequire } from 'node:module';
import { ts } from '../../../server/src/engine/syntax.ts';
import { type Framework, fields, type Listener, overHttp, store } from './served.ts';

interface Application {
  init(): Promise<unknown>;
  close(): Promise<void>;
  getHttpAdapter(): { getInstance(): Listener };
}
interface Nest {
  create(module: object, options: object): Promise<Application>;
}

/** NestJS knows modules by their classes. */
class Shop {
  readonly name = 'shop';
}

const load = createRequire(import.meta.url);
const options: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2022,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  useDefineForClassFields: false,
};

/** Its decorators have to be compiled, with the types that they name. */
export const nest: Framework = {
  name: 'NestJS',
  code: `import 'reflect-metadata';
import { Body, Controller, Post } from '@nestjs/common';

@Controller('orders')
export class OrdersController {
  @Post()
  async placeOrder(@Body() order: NewOrder) {
    const ${fields} = order;
    ${store};
    return { email, total };
  }
}
export const app = OrdersController;
`,
  compiled: (code) => ts.transpileModule(code, { compilerOptions: options }).outputText,
  async answer({ app }, sent) {
    const { NestFactory } = load('@nestjs/core') as { readonly NestFactory: Nest };
    const application = await NestFactory.create({ module: Shop, controllers: [app] }, { logger: false });
    await application.init();
    try {
      return await overHttp(application.getHttpAdapter().getInstance(), sent);
    } finally {
      await application.close();
    }
  },
};
