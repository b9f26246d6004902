import { playFixtures } from '../harness/play.ts';

playFixtures('validation-u-to-z');
