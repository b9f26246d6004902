export const help = `temper: finds what will fail in production in AI-written TypeScript and JavaScript, and mends it.

temper check [PATHS]     check files and folders; the current folder by default
  --format FORMAT        pretty (default), json or sarif
  --profile PROFILE      recommended, strict or relaxed, instead of the configuration's own
  --config FILE          instead of the nearest temper.config.json
  --fail-on LEVEL        exit with 1 from this level on: error (default), warning, information, hint, never
  --baseline FILE        what was there before, instead of temper.baseline.json at the root
  --all                  report what is in the baseline, too
  --fix                  apply the safe fixes first
  --output FILE          write the report there instead of to standard output
  --types BACKEND        what answers about types: native (TypeScript 7), portable (TypeScript 6), or auto (default): 7 where it is installed
temper baseline [PATHS]  write what is found today into temper.baseline.json, so that only new findings are reported
  --update               take in what is new, take out what is gone
  --prune                only take out what is gone
  --until DAY            show what is taken in again after this day, such as 2027-01-31
  --baseline FILE        another file; --config, --profile and --types as above
temper explain RULE      why a rule matters, with examples and fixes
temper init              write a temper.config.json
temper lsp               the language server for editors, on standard input and output
temper --version, --help

Exit codes: 0 nothing to report, 1 findings from --fail-on on, 2 wrong usage or configuration, 3 a failure of Temper itself.
Colour follows NO_COLOR and FORCE_COLOR. Nothing leaves this machine.
`;
