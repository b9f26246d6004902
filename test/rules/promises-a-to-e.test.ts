import { playFixtures } from '../harness/play.ts';

playFixtures('promises-a-to-e');
