import { installDebianPackages } from '../debian-packages.ts';
import { findChromium } from './chromium.ts';
import { installWorkbench, missingBuildTools, workbenchObstacle } from './installation.ts';

export interface WorkbenchNeeds {
  /** A browser to drive; a person brings their own. */
  readonly chromium: boolean;
  /** Whether missing system packages may be installed, where that is possible. */
  readonly systemPackages: boolean;
}

/** Makes the workbench ready. Answers undefined, or in plain words why it cannot be had here. */
export async function provideWorkbench(needs: WorkbenchNeeds): Promise<string | undefined> {
  const obstacle = workbenchObstacle();
  if (obstacle !== undefined) return obstacle;
  if (needs.systemPackages) await installDebianPackages(missingPackages(needs));
  const missing = missingPackages(needs);
  if (missing.length > 0)
    return `${missing.join(', ')} not found; on Debian, \`apt-get install ${missing.join(' ')}\` brings it`;
  try {
    await installWorkbench();
    return undefined;
  } catch (error) {
    return `code-server could not be installed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Debian names these packages like the commands they bring. */
function missingPackages(needs: WorkbenchNeeds): readonly string[] {
  const chromium = needs.chromium && findChromium() === undefined ? ['chromium'] : [];
  return [...chromium, ...missingBuildTools()];
}
