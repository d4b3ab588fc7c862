// One question over gRPC: TOKEN=… node docs/examples/authorize.mjs PRINCIPAL ACTION RESOURCE
// Prints the decision as JSON. The address is localhost:50051 unless GRPC_ADDRESS says otherwise.
import { fileURLToPath } from 'node:url';
import { credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const [principal, action, resource] = process.argv.slice(2);
const proto = fileURLToPath(new URL('../../proto', import.meta.url));
const definition = loadSync('grantlog/authorization/v1/authorization.proto', {
  includeDirs: [proto],
  enums: String,
  longs: String,
});
const { AuthorizationService } = loadPackageDefinition(definition).grantlog.authorization.v1;
const address = process.env.GRPC_ADDRESS ?? 'localhost:50051';
const client = new AuthorizationService(address, credentials.createInsecure());

const metadata = new Metadata();
metadata.set('authorization', `Bearer ${process.env.TOKEN}`);
client.Authorize({ principal, action, resource, explain: true }, metadata, (error, response) => {
  if (error) {
    console.error(`${error.code}: ${error.details}`);
    process.exitCode = 1;
  } else {
    console.log(JSON.stringify(response, null, 2));
  }
  client.close();
});
