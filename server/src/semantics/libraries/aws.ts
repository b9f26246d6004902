import type { LibraryModel } from './model.ts';

const services = [
  'bedrock-runtime',
  'cloudfront',
  'cloudwatch',
  'cloudwatch-logs',
  'cognito-identity-provider',
  'dynamodb',
  'ec2',
  'ecs',
  'eventbridge',
  'kinesis',
  'kms',
  'lambda',
  's3',
  'secrets-manager',
  'ses',
  'sesv2',
  'sfn',
  'sns',
  'sqs',
  'ssm',
  'sts',
];

/** Every client of version 3 has `send`; the older classes have a method for each command. */
export const awsClients: readonly LibraryModel[] = services.map((name) => {
  const library = `@aws-sdk/client-${name}`;
  return {
    library,
    entries: [
      { path: `${library}.*().send()`, is: [{ rejects: 'may', unless: 'callback' }] },
      { path: `${library}.*().destroy()`, is: [] },
    ],
  };
});

export const awsDocumentClient: LibraryModel = {
  library: '@aws-sdk/lib-dynamodb',
  entries: [
    {
      path: '@aws-sdk/lib-dynamodb.DynamoDBDocument{,Client}{(),.from()}.{send,get,put,update,delete,query,scan,batchGet,batchWrite,transactGet,transactWrite}()',
      is: [{ rejects: 'may', unless: 'callback' }],
    },
  ],
};

export const awsUpload: LibraryModel = {
  library: '@aws-sdk/lib-storage',
  entries: [{ path: '@aws-sdk/lib-storage.Upload().done()', is: [{ rejects: 'may' }] }],
};

export const awsPresigner: LibraryModel = {
  library: '@aws-sdk/s3-request-presigner',
  entries: [{ path: '@aws-sdk/s3-request-presigner.getSignedUrl()', is: [{ rejects: 'may' }] }],
};
