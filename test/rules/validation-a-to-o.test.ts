import { playFixtures } from '../harness/play.ts';

playFixtures('validation-a-to-o');
