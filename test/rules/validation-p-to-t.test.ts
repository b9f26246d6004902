import { playFixtures } from '../harness/play.ts';

playFixtures('validation-p-to-t');
