import { endsInBase62Checksum } from '../checksums.ts';
import { marked, named, provider, type SecretFormat } from '../format.ts';

const github = provider(
  'GitHub',
  'read and change the repositories that it may see',
  'https://github.com/settings/tokens',
);
const gitlab = provider(
  'GitLab',
  'read and change the projects that it may see',
  'https://gitlab.com/-/user_settings/personal_access_tokens',
);
const bitbucket = provider(
  'Bitbucket',
  'read and change repositories',
  'https://bitbucket.org/account/settings/app-passwords/',
);
const atlassian = provider(
  'Atlassian',
  'read and change issues and pages as its owner',
  'https://id.atlassian.com/manage-profile/security/api-tokens',
);
const sourcegraph = provider(
  'Sourcegraph',
  'read the code that is indexed',
  'https://sourcegraph.com/user/settings/tokens',
);
const azureDevOps = provider('Azure DevOps', 'read and change code and pipelines', 'https://dev.azure.com');
const gitea = provider('Gitea', 'read and change repositories', 'https://docs.gitea.com/development/api-usage');

const checked = { verify: endsInBase62Checksum };

export const sourceHosts: readonly SecretFormat[] = [
  marked(
    github,
    'github-personal-token',
    'GitHub personal access token',
    'GITHUB_TOKEN',
    /ghp_[A-Za-z0-9]{36}/,
    checked,
  ),
  marked(github, 'github-oauth-token', 'GitHub OAuth token', 'GITHUB_TOKEN', /gho_[A-Za-z0-9]{36}/, checked),
  marked(github, 'github-user-token', 'GitHub app user token', 'GITHUB_TOKEN', /ghu_[A-Za-z0-9]{36}/, checked),
  marked(
    github,
    'github-installation-token',
    'GitHub app installation token',
    'GITHUB_TOKEN',
    /ghs_[A-Za-z0-9]{36}/,
    checked,
  ),
  marked(
    github,
    'github-installation-jwt',
    'GitHub app installation token',
    'GITHUB_TOKEN',
    /ghs_[0-9]{1,12}_eyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{20,1000}/,
  ),
  marked(
    github,
    'github-refresh-token',
    'GitHub refresh token',
    'GITHUB_REFRESH_TOKEN',
    /ghr_[A-Za-z0-9]{36,76}/,
    checked,
  ),
  marked(
    github,
    'github-fine-grained-token',
    'GitHub fine-grained access token',
    'GITHUB_TOKEN',
    /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}|github_pat_[A-Za-z0-9_]{82}/,
    { keywords: ['github_pat_'] },
  ),
  named(github, 'github-legacy-token', 'GitHub token', 'GITHUB_TOKEN', ['github'], /[0-9a-f]{40}/),
  marked(
    gitlab,
    'gitlab-personal-token',
    'GitLab personal access token',
    'GITLAB_TOKEN',
    /glpat-[A-Za-z0-9_-]{20,24}|glpat-[A-Za-z0-9_-]{27,300}\.[0-9a-z]{2}\.?[0-9a-z]{7}/,
    { keywords: ['glpat-'] },
  ),
  marked(
    gitlab,
    'gitlab-pipeline-trigger-token',
    'GitLab pipeline trigger token',
    'GITLAB_TRIGGER_TOKEN',
    /glptt-[0-9a-f]{40}/,
  ),
  marked(
    gitlab,
    'gitlab-runner-registration-token',
    'GitLab runner registration token',
    'GITLAB_RUNNER_TOKEN',
    /GR1348941[A-Za-z0-9_-]{20}/,
  ),
  marked(
    gitlab,
    'gitlab-runner-token',
    'GitLab runner token',
    'GITLAB_RUNNER_TOKEN',
    /glrt-[A-Za-z0-9_-]{20,24}|glrt-t[0-9]_[A-Za-z0-9_-]{27,300}\.[0-9a-z]{2}\.?[0-9a-z]{7}/,
    { keywords: ['glrt-'] },
  ),
  marked(gitlab, 'gitlab-deploy-token', 'GitLab deploy token', 'GITLAB_DEPLOY_TOKEN', /gldt-[A-Za-z0-9_-]{20}/),
  marked(gitlab, 'gitlab-job-token', 'GitLab job token', 'CI_JOB_TOKEN', /glcbt-[A-Za-z0-9]{1,5}_[A-Za-z0-9_-]{20}/),
  marked(
    gitlab,
    'gitlab-feature-flag-token',
    'GitLab feature flag client token',
    'GITLAB_FEATURE_FLAG_TOKEN',
    /glffct-[A-Za-z0-9_-]{20}/,
  ),
  marked(gitlab, 'gitlab-feed-token', 'GitLab feed token', 'GITLAB_FEED_TOKEN', /glft-[A-Za-z0-9_-]{20}/),
  marked(
    gitlab,
    'gitlab-incoming-mail-token',
    'GitLab incoming mail token',
    'GITLAB_INCOMING_MAIL_TOKEN',
    /glimt-[A-Za-z0-9_-]{25}/,
  ),
  marked(gitlab, 'gitlab-agent-token', 'GitLab agent token', 'GITLAB_AGENT_TOKEN', /glagent-[A-Za-z0-9_-]{50}/),
  marked(
    gitlab,
    'gitlab-oauth-secret',
    'GitLab OAuth application secret',
    'GITLAB_OAUTH_SECRET',
    /gloas-[A-Za-z0-9_-]{64}/,
  ),
  marked(gitlab, 'gitlab-scim-token', 'GitLab SCIM token', 'GITLAB_SCIM_TOKEN', /glsoat-[A-Za-z0-9_-]{20}/),
  marked(gitlab, 'gitlab-session', 'GitLab session', 'GITLAB_SESSION', /_gitlab_session=[0-9a-z]{32}/, {
    certainty: 'likely',
  }),
  marked(
    bitbucket,
    'bitbucket-app-password',
    'Bitbucket app password',
    'BITBUCKET_APP_PASSWORD',
    /ATBB[A-Za-z0-9]{28}[0-9A-F]{4}/,
  ),
  marked(
    bitbucket,
    'bitbucket-access-token',
    'Bitbucket access token',
    'BITBUCKET_TOKEN',
    /ATCTT3xFfG[A-Za-z0-9+/=_-]{160,220}=[A-F0-9]{8}/,
  ),
  named(
    bitbucket,
    'bitbucket-client-secret',
    'Bitbucket client secret',
    'BITBUCKET_CLIENT_SECRET',
    ['bitbucket'],
    /[A-Za-z0-9_=-]{64}|[A-Za-z0-9]{32}/,
  ),
  marked(
    atlassian,
    'atlassian-api-token',
    'Atlassian API token',
    'ATLASSIAN_API_TOKEN',
    /ATATT3[A-Za-z0-9_=-]{180,200}/,
  ),
  named(
    atlassian,
    'atlassian-legacy-api-token',
    'Atlassian API token',
    'ATLASSIAN_API_TOKEN',
    ['atlassian', 'jira', 'confluence'],
    /[A-Za-z0-9]{24}/,
  ),
  marked(
    sourcegraph,
    'sourcegraph-token',
    'Sourcegraph access token',
    'SRC_ACCESS_TOKEN',
    /sgp_(?:[0-9a-fA-F]{16}_|local_)?[0-9a-fA-F]{40}/,
  ),
  named(
    sourcegraph,
    'sourcegraph-legacy-token',
    'Sourcegraph access token',
    'SRC_ACCESS_TOKEN',
    ['sourcegraph'],
    /[0-9a-fA-F]{40}/,
  ),
  marked(
    azureDevOps,
    'azure-devops-token',
    'Azure DevOps personal access token',
    'AZURE_DEVOPS_TOKEN',
    /[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}/,
    { keywords: ['AZDO'], lead: 76 },
  ),
  named(gitea, 'gitea-token', 'Gitea token', 'GITEA_TOKEN', ['gitea', 'forgejo', 'codeberg'], /[0-9a-f]{40}/),
];
