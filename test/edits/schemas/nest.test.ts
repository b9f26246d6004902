import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileContents } from '../../write-files.ts';
import { validated } from './validated.ts';

const file = 'src/orders/orders.controller.ts';
const entity = `import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
@Entity()
export class Order {
  @PrimaryGeneratedColumn() id: number;
  @Column({ length: 80 }) title: string;
  @Column('int') quantity: number;
}
`;
const controller = (parameter: string, more = ''): string => `import { Body, Controller, Post } from '@nestjs/common';
import { Repository } from 'typeorm';
import { Order } from './order.entity';
${more}
@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: Repository<Order>) {}

  @Post()
  async create(${parameter}) {
    return this.orders.save({ title: body.title, quantity: body.quantity });
  }
}
`;
const project = (dependencies: string, text: string, more: FileContents = {}): FileContents => ({
  'package.json': `{ "dependencies": { "@nestjs/common": "10", "typeorm": "0.3"${dependencies} } }`,
  'src/main.ts': `import { ValidationPipe } from '@nestjs/common';\napp.useGlobalPipes(new ValidationPipe({ whitelist: true }));\n`,
  'src/orders/order.entity.ts': entity,
  [file]: text,
  ...more,
});
const withChecks = ', "class-validator": "0.14", "class-transformer": "0.5"';

describe('in NestJS', () => {
  it('a type becomes a class that the pipe checks by', () => {
    const after = validated(
      project(withChecks, controller('@Body() body: { title: string; quantity?: number }')),
      file,
    )[file];
    assert.match(after ?? '', /^import \{ IsNumber, IsOptional, IsString, MaxLength \} from 'class-validator';$/m);
    assert.match(
      after ?? '',
      /class CreateOrderDto \{\n {2}@IsString\(\)\n {2}@MaxLength\(80\)\n {2}title: string;\n\n {2}@IsOptional\(\)\n {2}@IsNumber\(\)\n {2}quantity\?: number;\n\}\n\n@Controller/,
    );
    assert.match(after ?? '', /async create\(@Body\(\) body: CreateOrderDto\) \{/);
  });

  it('what has no type gets a class from the columns, with marks where the compiler wants them', () => {
    const files = project(withChecks, controller('@Body() body: any'), {
      'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
    });
    assert.match(
      validated(files, file)[file] ?? '',
      /class CreateOrderDto \{\n {2}@IsString\(\)\n {2}@MaxLength\(80\)\n {2}title!: string;\n\n {2}@IsNumber\(\)\n {2}quantity!: number;\n\}/,
    );
  });

  it('a class without decorators gets them, where it stands', () => {
    const dto = `export class CreateOrderDto {\n  title: string;\n\n  @ApiProperty()\n  quantity?: number;\n}\n`;
    const text = controller('@Body() body: CreateOrderDto', `import { CreateOrderDto } from './dto/create-order.dto';`);
    const after = validated(project(withChecks, text, { 'src/orders/dto/create-order.dto.ts': dto }), file);
    assert.deepEqual(after, {
      'src/orders/dto/create-order.dto.ts': `import { IsNumber, IsOptional, IsString, MaxLength } from 'class-validator';
export class CreateOrderDto {
  @IsString()
  @MaxLength(80)
  title: string;

  @IsOptional()
  @IsNumber()
  @ApiProperty()
  quantity?: number;
}
`,
    });
  });

  it('the pipe stands at the parameter where none runs for all', () => {
    const files = {
      ...project(withChecks, controller('@Body() body: { title: string; quantity: number }')),
      'src/main.ts': '',
    };
    const after = validated(files, file)[file] ?? '';
    assert.match(after, /^import \{ Body, Controller, Post, ValidationPipe \} from '@nestjs\/common';$/m);
    assert.match(after, /@Body\(new ValidationPipe\(\{ whitelist: true \}\)\) body: CreateOrderDto/);
  });

  it('lists and objects within have classes of their own', () => {
    const type = '{ title: string; quantity: number; items: { sku: string }[]; tags: string[]; state: "new" | "paid" }';
    const after = validated(project(withChecks, controller(`@Body() body: ${type}`)), file)[file] ?? '';
    assert.match(after, /^import \{ Type \} from 'class-transformer';$/m);
    assert.match(
      after,
      /class CreateOrderDtoItem \{\n {2}@IsString\(\)\n {2}sku: string;\n\}\n\nclass CreateOrderDto \{/,
    );
    assert.match(
      after,
      /@IsArray\(\)\n {2}@IsObject\(\{ each: true \}\)\n {2}@ValidateNested\(\{ each: true \}\)\n {2}@Type\(\(\) => CreateOrderDtoItem\)\n {2}items: CreateOrderDtoItem\[\];/,
    );
    assert.match(after, /@IsArray\(\)\n {2}@IsString\(\{ each: true \}\)\n {2}tags: string\[\];/);
    assert.match(after, /@IsIn\(\['new', 'paid'\]\)\n {2}state: 'new' \| 'paid';/);
  });

  it('a project with zod answers by an exception', () => {
    const after =
      validated(project(', "zod": "4"', controller('@Body() body: { title: string; quantity: number }')), file)[file] ??
      '';
    assert.match(
      after,
      /^import \{ BadRequestException, Body|^import \{ Body, Controller, Post, BadRequestException \}/m,
    );
    assert.match(after, /async create\(@Body\(\) input: \{ title: string; quantity: number \}\) \{/);
    assert.match(after, /if \(!parsed\.success\) \{\n {6}throw new BadRequestException\('Invalid request'\);\n {4}\}/);
  });

  it('none for a class that has decorators, or is more than data', () => {
    const text = controller('@Body() body: CreateOrderDto', `import { CreateOrderDto } from './dto';`);
    const dto = `import { IsString } from 'class-validator';\nexport class CreateOrderDto {\n  @IsString() title: string;\n  quantity: number;\n}\n`;
    assert.deepEqual(validated(project(withChecks, text, { 'src/orders/dto.ts': dto }), file), {});
    const model = `export class CreateOrderDto {\n  title: string;\n  quantity: number;\n  total() { return 1; }\n}\n`;
    assert.deepEqual(validated(project(withChecks, text, { 'src/orders/dto.ts': model }), file), {});
  });
});
