import { playFixtures } from '../harness/play.ts';

playFixtures('promises-f-to-o');
