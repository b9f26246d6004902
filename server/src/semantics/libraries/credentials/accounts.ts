import { account, call, type CredentialModel, issued } from './model.ts';

const database = (...places: readonly string[]) => account('database password', 'DATABASE_PASSWORD', ...places);
const redis = (...places: readonly string[]) => account('Redis password', 'REDIS_PASSWORD', ...places);
const ssh = account('SSH password', 'SSH_PASSWORD', '0.password', '0.passphrase');

/** Databases, queues, mail servers and machines that one signs in to. */
export const accounts: readonly CredentialModel[] = [
  call('pg', '.{Pool,Client}()', database('0.password')),
  call('postgres', '()', database('0.password', '0.pass', '1.password', '1.pass')),
  ...['mysql', 'mysql2', 'mariadb'].map((library) =>
    call(library, '.{createPool,createConnection,createPoolCluster}()', database('0.password')),
  ),
  call('mssql', '{,.default}.{connect,ConnectionPool}()', database('0.password')),
  call('tedious', '.Connection()', database('0.authentication.options.password')),
  call('oracledb', '.{getConnection,createPool}()', database('0.password')),
  call('sequelize', '{,.Sequelize}()', database('2', '0.password', '3.password')),
  call('sequelize-typescript', '.Sequelize()', database('0.password')),
  call('typeorm', '.{DataSource,createConnection}()', database('0.password')),
  call('@nestjs/typeorm', '.TypeOrmModule.forRoot()', database('0.password')),
  call('@nestjs/sequelize', '.SequelizeModule.forRoot()', database('0.password')),
  call('knex', '{,.knex}()', database('0.connection.password')),
  call('drizzle-orm', '.drizzle()', database('0.connection.password')),
  call('drizzle-kit', '.defineConfig()', database('0.dbCredentials.password')),
  call('mongoose', '.{connect,createConnection}()', database('1.pass', '1.auth.password')),
  call('mongodb', '.MongoClient{(),.connect()}', database('1.auth.password')),
  call('redis', '.{createClient,createCluster}()', redis('0.password', '0.defaults.password')),
  call('ioredis', '{,.Redis,.Cluster}()', redis('0.password', '1.password', '2.password', '1.redisOptions.password')),
  call('bullmq', '.{Queue,Worker,QueueEvents}()', redis('1.connection.password', '2.connection.password')),
  call('bull', '()', redis('1.redis.password')),
  call('neo4j-driver', '.auth.basic()', database('1')),
  call('@elastic/elasticsearch', '.Client()', database('0.auth.password')),
  call('@opensearch-project/opensearch', '.Client()', database('0.auth.password')),
  call('@clickhouse/client', '.createClient()', database('0.password')),
  call('cassandra-driver', '.auth.PlainTextAuthProvider()', database('1')),
  call('couchbase', '.connect()', database('1.password')),
  call('@planetscale/database', '.{connect,Client}()', database('0.password')),
  call('@libsql/client', '.createClient()', issued('database token', 'DATABASE_AUTH_TOKEN', '0.authToken')),
  call('@influxdata/influxdb-client', '.InfluxDB()', issued('InfluxDB token', 'INFLUX_TOKEN', '0.token')),
  call('mqtt', '.{connect,connectAsync}()', account('MQTT password', 'MQTT_PASSWORD', '1.password', '0.password')),
  call('nats', '.connect()', account('NATS password', 'NATS_PASSWORD', '0.pass', '0.token')),
  call('kafkajs', '.Kafka()', account('Kafka password', 'KAFKA_PASSWORD', '0.sasl.password')),
  call(
    'nodemailer',
    '.createTransport()',
    account('mail password', 'SMTP_PASSWORD', '0.auth.pass', '0.auth.clientSecret'),
  ),
  call('emailjs', '.SMTPClient()', account('mail password', 'SMTP_PASSWORD', '0.password')),
  call('imapflow', '.ImapFlow()', account('mail password', 'IMAP_PASSWORD', '0.auth.pass')),
  call('imap', '()', account('mail password', 'IMAP_PASSWORD', '0.password')),
  call('ldapjs', '.createClient().bind()', account('LDAP password', 'LDAP_PASSWORD', '1')),
  call('ssh2', '.Client().connect()', ssh),
  call('node-ssh', '.NodeSSH().connect()', ssh),
  call('ssh2-sftp-client', '().connect()', ssh),
  call('basic-ftp', '.Client().access()', account('FTP password', 'FTP_PASSWORD', '0.password')),
  call('express-basic-auth', '()', account('password', 'BASIC_AUTH_PASSWORD', '0.users.*')),
  call('hono', '.basicAuth()', account('password', 'BASIC_AUTH_PASSWORD', '0.password')),
  call('hono', '.bearerAuth()', account('bearer token', 'BEARER_TOKEN', '0.token')),
];
