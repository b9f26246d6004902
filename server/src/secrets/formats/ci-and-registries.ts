import { endsInBase62Checksum } from '../checksums.ts';
import { marked, named, provider, type SecretFormat } from '../format.ts';

const builds = 'start builds and read their secrets';
const publish = 'publish packages in the owner’s name';
const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;
const circleCi = provider('CircleCI', builds, 'https://app.circleci.com/settings/user/tokens');
const travis = provider('Travis CI', builds, 'https://app.travis-ci.com/account/preferences');
const drone = provider('Drone', builds, 'https://docs.drone.io');
const buildkite = provider('Buildkite', builds, 'https://buildkite.com/user/api-access-tokens');
const jenkins = provider(
  'Jenkins',
  builds,
  'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
);
const codecov = provider('Codecov', 'upload reports', 'https://app.codecov.io/account');
const sonar = provider('Sonar', 'read code and change projects', 'https://sonarcloud.io/account/security');
const snyk = provider('Snyk', 'read vulnerabilities and change projects', 'https://app.snyk.io/account');
const harness = provider('Harness', builds, 'https://app.harness.io');
const octopus = provider(
  'Octopus Deploy',
  'deploy',
  'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
);
const prefect = provider('Prefect', 'start flows and read their state', 'https://app.prefect.cloud/my/api-keys');
const infracost = provider('Infracost', 'use the owner’s quota', 'https://dashboard.infracost.io');
const terraform = provider(
  'HCP Terraform',
  'change infrastructure and read its state',
  'https://app.terraform.io/app/settings/tokens',
);
const pulumi = provider('Pulumi', 'change infrastructure and read its state', 'https://app.pulumi.com/account/tokens');
const depot = provider('Depot', builds, 'https://depot.dev/settings');
const nx = provider('Nx Cloud', 'read and write the build cache', 'https://cloud.nx.app');
const expo = provider(
  'Expo',
  'build and publish updates',
  'https://expo.dev/accounts/[account]/settings/access-tokens',
);
const npm = provider('npm', publish, 'https://www.npmjs.com/settings/~/tokens');
const pypi = provider('PyPI', publish, 'https://pypi.org/manage/account/token/');
const rubyGems = provider('RubyGems', publish, 'https://rubygems.org/profile/api_keys');
const clojars = provider('Clojars', publish, 'https://clojars.org/tokens');
const nuGet = provider('NuGet', publish, 'https://www.nuget.org/account/apikeys');
const cratesIo = provider('crates.io', publish, 'https://crates.io/settings/tokens');
const docker = provider(
  'Docker Hub',
  'pull private images and push as its owner',
  'https://app.docker.com/settings/personal-access-tokens',
);
const artifactory = provider(
  'JFrog Artifactory',
  'read and publish artifacts',
  'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
);
const sidekiq = provider('Sidekiq', 'download the licensed gems', 'https://billing.contribsys.com');
const readme = provider('ReadMe', 'change the documentation', 'https://dash.readme.com');
const postman = provider(
  'Postman',
  'read collections and their variables',
  'https://go.postman.co/settings/me/api-keys',
);

export const ciAndRegistries: readonly SecretFormat[] = [
  marked(circleCi, 'circleci-token', 'CircleCI token', 'CIRCLE_TOKEN', /CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[0-9a-f]{40}/, {
    keywords: ['CCIPAT_', 'CCIPRJ_'],
  }),
  named(circleCi, 'circleci-legacy-token', 'CircleCI token', 'CIRCLE_TOKEN', ['circle'], /[0-9a-f]{40}/),
  named(travis, 'travis-token', 'Travis CI token', 'TRAVIS_TOKEN', ['travis'], /[A-Za-z0-9]{22}/),
  named(drone, 'drone-token', 'Drone token', 'DRONE_TOKEN', ['drone'], /[A-Za-z0-9]{32}/),
  marked(buildkite, 'buildkite-token', 'Buildkite token', 'BUILDKITE_API_TOKEN', /bkua_[0-9a-f]{40}/),
  named(jenkins, 'jenkins-token', 'Jenkins API token', 'JENKINS_TOKEN', ['jenkins'], /11[0-9a-f]{32}/),
  named(
    codecov,
    'codecov-token',
    'Codecov token',
    'CODECOV_TOKEN',
    ['codecov'],
    /[0-9a-z]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  marked(sonar, 'sonar-token', 'Sonar token', 'SONAR_TOKEN', /sq[upa]_[A-Za-z0-9]{40}/, {
    keywords: ['squ_', 'sqp_', 'sqa_'],
  }),
  named(sonar, 'sonar-legacy-token', 'Sonar token', 'SONAR_TOKEN', ['sonar'], /[0-9a-zA-Z]{40}/),
  named(snyk, 'snyk-token', 'Snyk token', 'SNYK_TOKEN', ['snyk'], uuid),
  marked(
    harness,
    'harness-token',
    'Harness token',
    'HARNESS_API_KEY',
    /[ps]at\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}/,
    { keywords: ['pat.', 'sat.'] },
  ),
  marked(octopus, 'octopus-api-key', 'Octopus Deploy API key', 'OCTOPUS_API_KEY', /API-[A-Z0-9]{26}/, {
    certainty: 'likely',
  }),
  marked(prefect, 'prefect-api-key', 'Prefect API key', 'PREFECT_API_KEY', /pn[ub]_[A-Za-z0-9]{36}/, {
    keywords: ['pnu_', 'pnb_'],
  }),
  marked(infracost, 'infracost-api-key', 'Infracost API key', 'INFRACOST_API_KEY', /ico-[A-Za-z0-9]{32}/),
  marked(
    terraform,
    'terraform-token',
    'HCP Terraform token',
    'TF_TOKEN',
    /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9=_-]{60,70}/,
    { keywords: ['.atlasv1.'], lead: 14 },
  ),
  marked(pulumi, 'pulumi-token', 'Pulumi access token', 'PULUMI_ACCESS_TOKEN', /pul-[0-9a-f]{40}/),
  marked(depot, 'depot-token', 'Depot token', 'DEPOT_TOKEN', /depot_(?:project|user|org)_[0-9a-f]{64}/, {
    keywords: ['depot_project_', 'depot_user_', 'depot_org_'],
  }),
  named(nx, 'nx-cloud-token', 'Nx Cloud access token', 'NX_CLOUD_ACCESS_TOKEN', ['nxcloud'], /[A-Za-z0-9+/=]{60,120}/),
  named(expo, 'expo-token', 'Expo access token', 'EXPO_TOKEN', ['expotoken'], /[A-Za-z0-9_-]{40}/),
  marked(npm, 'npm-token', 'npm access token', 'NPM_TOKEN', /npm_[A-Za-z0-9]{36}/, { verify: endsInBase62Checksum }),
  named(
    npm,
    'npm-legacy-token',
    'npm access token',
    'NPM_TOKEN',
    ['npmtoken', 'npmauth', 'npmpkg', 'registrynpmjsorg'],
    uuid,
  ),
  marked(pypi, 'pypi-token', 'PyPI token', 'PYPI_TOKEN', /pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,1000}/),
  marked(pypi, 'testpypi-token', 'TestPyPI token', 'PYPI_TOKEN', /pypi-AgENdGVzdC5weXBpLm9yZ[A-Za-z0-9_-]{50,1000}/),
  marked(rubyGems, 'rubygems-key', 'RubyGems API key', 'GEM_HOST_API_KEY', /rubygems_[0-9a-f]{48}/),
  marked(clojars, 'clojars-token', 'Clojars deploy token', 'CLOJARS_PASSWORD', /CLOJARS_[a-z0-9]{60}/i),
  marked(nuGet, 'nuget-api-key', 'NuGet API key', 'NUGET_API_KEY', /oy2[a-z0-9]{43}/),
  named(
    cratesIo,
    'crates-io-token',
    'crates.io token',
    'CARGO_REGISTRY_TOKEN',
    ['cargo', 'crates'],
    /cio[A-Za-z0-9]{32}/,
    'certain',
  ),
  marked(docker, 'docker-token', 'Docker Hub token', 'DOCKER_TOKEN', /dckr_(?:pat|oat)_[A-Za-z0-9_-]{24,36}/, {
    keywords: ['dckr_pat_', 'dckr_oat_'],
  }),
  marked(artifactory, 'artifactory-api-key', 'Artifactory API key', 'ARTIFACTORY_API_KEY', /AKCp[A-Za-z0-9]{69}/),
  marked(
    artifactory,
    'artifactory-reference-token',
    'Artifactory reference token',
    'ARTIFACTORY_TOKEN',
    /cmVmd[A-Za-z0-9]{59}/,
  ),
  named(
    artifactory,
    'jfrog-token',
    'JFrog token',
    'JFROG_TOKEN',
    ['jfrog', 'artifactory', 'bintray', 'xray'],
    /[A-Za-z0-9]{64}|[A-Za-z0-9]{73}/,
  ),
  named(
    sidekiq,
    'sidekiq-credentials',
    'Sidekiq licence credentials',
    'BUNDLE_GEMS__CONTRIBSYS__COM',
    ['contribsys', 'bundleenterprisecontribsyscom', 'bundlegemscontribsyscom'],
    /[0-9a-f]{8}:[0-9a-f]{8}/,
    'certain',
  ),
  marked(readme, 'readme-api-key', 'ReadMe API key', 'README_API_KEY', /rdme_[a-z0-9]{70}/),
  marked(postman, 'postman-api-key', 'Postman API key', 'POSTMAN_API_KEY', /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/i),
];
