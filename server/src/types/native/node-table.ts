import type { Ref } from '../oracle.ts';
import { kindOf } from './kinds.ts';

const headerOfNodes = 40;
const nodeLength = 28;
const listOfNodes = 0xffff_ffff;
/** Positions are below it in files that are checked. */
const positions = 2 ** 20;
const kinds = 512;

/** The nodes of a file as the native process numbers them: a flat table, decoded no further. */
export class NodeTable {
  readonly #view: DataView;
  readonly #start: number;
  readonly #count: number;
  /** As handles name it. */
  readonly #path: string;
  #byPlace: ReadonlyMap<number, number> | undefined;

  constructor(bytes: Uint8Array, path: string) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#start = this.#view.getUint32(headerOfNodes, true);
    this.#count = Math.floor((bytes.byteLength - this.#start) / nodeLength);
    this.#path = path;
  }

  /** What the native process calls the node. */
  handleOf(ref: Ref): string | undefined {
    this.#byPlace ??= this.#indexByPlace();
    const index = this.#byPlace.get(placeOf(ref));
    return index === undefined ? undefined : `${index}.${this.#at(index, 0)}.${this.#path}`;
  }

  refAt(index: number): Ref | undefined {
    if (index < 1 || index >= this.#count) return undefined;
    const kind = kindOf(this.#at(index, 0));
    return kind === undefined ? undefined : { kind, pos: this.#at(index, 4), end: this.#at(index, 8) };
  }

  #indexByPlace(): ReadonlyMap<number, number> {
    const byPlace = new Map<number, number>();
    for (let index = 1; index < this.#count; index++) {
      const native = this.#at(index, 0);
      const kind = native === listOfNodes ? undefined : kindOf(native);
      if (kind !== undefined) byPlace.set(placeOf({ kind, pos: this.#at(index, 4), end: this.#at(index, 8) }), index);
    }
    return byPlace;
  }

  #at(index: number, field: number): number {
    return this.#view.getUint32(this.#start + index * nodeLength + field, true);
  }
}

function placeOf({ kind, pos, end }: Ref): number {
  return (pos * positions + end) * kinds + kind;
}

export interface NodeHandle {
  readonly index: number;
  readonly path: string;
}

export function parseHandle(handle: string): NodeHandle {
  const [index = ''] = handle.split('.', 1);
  return { index: Number(index), path: handle.slice(handle.indexOf('.', index.length + 1) + 1) };
}
