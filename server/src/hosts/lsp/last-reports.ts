import type { KeptReports, ReportKeeper } from '../../engine/kept-reports.ts';

/** Of the file that was checked last, which is nearly always the one that is checked next. */
export class LastReports implements ReportKeeper {
  #last: { readonly file: string; readonly kept: KeptReports } | undefined;

  get(file: string): KeptReports | undefined {
    return this.#last?.file === file ? this.#last.kept : undefined;
  }

  set(file: string, kept: KeptReports): void {
    this.#last = { file, kept };
  }

  forget(): void {
    this.#last = undefined;
  }

  forgetAllBut(file: string): void {
    if (this.#last?.file !== file) this.forget();
  }
}
