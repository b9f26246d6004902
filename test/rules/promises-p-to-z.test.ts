import { playFixtures } from '../harness/play.ts';

playFixtures('promises-p-to-z');
