import { playFixtures } from '../harness/play.ts';

playFixtures('integration');
