import { toBinary } from '@bufbuild/protobuf';
import type { DescFile } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { AuthorizationService } from '@grantlog/contract';
import { ReflectionService } from '@grpc/reflection';

/** Server reflection of the authorization service, for clients without the proto file. */
export function authorizationReflection(): ReflectionService {
  const files = [...withImports(AuthorizationService.file)];
  const fileDescriptorProtos = files.map((file) =>
    Buffer.from(toBinary(FileDescriptorProtoSchema, file.proto)),
  );
  const format = 'Protocol Buffer 3 EnumDescriptorProto';
  // The library reads nothing but the file descriptors, of whatever entry they belong to.
  return new ReflectionService({
    [AuthorizationService.typeName]: { format, type: {}, fileDescriptorProtos },
  });
}

function withImports(file: DescFile, found = new Set<DescFile>()): Set<DescFile> {
  found.add(file);
  for (const imported of file.dependencies) if (!found.has(imported)) withImports(imported, found);
  return found;
}
