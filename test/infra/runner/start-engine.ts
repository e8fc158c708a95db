/** Pulumi's engine as far as a program sees it: takes each resource over gRPC, gives it its URN, and answers as AWS would. */
import * as grpc from '@grpc/grpc-js';
import engineService from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import engineMessages from '@pulumi/pulumi/proto/engine_pb.js';
import monitorService from '@pulumi/pulumi/proto/resource_grpc_pb.js';
import monitorMessages from '@pulumi/pulumi/proto/resource_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import { describeResource } from '../describe-resource.ts';

const { Empty } = empty;
const { Struct } = struct;
const { GetRootResourceResponse, SetRootResourceResponse } = engineMessages;
const { RegisterResourceResponse, SupportsFeatureResponse } = monitorMessages;
type Message<Class extends abstract new (...args: never) => unknown> = InstanceType<Class>;

export type Registered = {
  urn: string;
  type: string;
  name: string;
  protect: boolean;
  inputs: Record<string, unknown>;
};

/** As the engine of a preview has it: what AWS gives a new thing is not known yet. */
export type EngineArgs = { stage: string; project: string; isPreview: boolean };

/** What the present engine can do. */
const FEATURES = ['secrets', 'resourceReferences', 'outputValues', 'aliasSpecs', 'deletedWith', 'transforms'];

/** Listens on a free port of this machine until `stop`. `registered`, `outputs` and `log` fill up while a program runs; the log has warnings and errors. */
export async function startEngine({ stage, project, isPreview }: EngineArgs) {
  const registered: Registered[] = [];
  const outputs = new Map<string, Record<string, unknown>>();
  const log: string[] = [];
  let root = '';

  function register(
    request: Message<typeof monitorMessages.RegisterResourceRequest>,
  ): Message<typeof RegisterResourceResponse> {
    const [type, name] = [request.getType(), request.getName()];
    const urn = urnOf({ stage, project, type, name, parent: request.getParent() });
    if (registered.some((other) => other.urn === urn)) throw new Error(`Duplicate resource URN ${urn}`);
    const sent = inputsOf(request);
    const inputs = bare(sent) as Record<string, unknown>;
    registered.push({ urn, type, name, protect: request.getProtect() ?? false, inputs });
    const isMade = request.getCustom() || request.getRemote();
    const made = isMade && !isPreview ? describeResource(type, name, inputs) : { id: '', state: sent };
    const response = new RegisterResourceResponse().setUrn(urn);
    return response.setId(String(made.id)).setObject(Struct.fromJavaScript(made.state as never));
  }

  const server = new grpc.Server();
  server.addService(monitorService.ResourceMonitorService, {
    supportsFeature: answer((request: Message<typeof monitorMessages.SupportsFeatureRequest>) =>
      new SupportsFeatureResponse().setHassupport(FEATURES.includes(request.getId())),
    ),
    registerResource: answer(register),
    registerResourceOutputs: answer((request: Message<typeof monitorMessages.RegisterResourceOutputsRequest>) => {
      outputs.set(request.getUrn(), bare(request.getOutputs()?.toJavaScript() ?? {}) as Record<string, unknown>);
      return new Empty();
    }),
    invoke: answer((request: Message<typeof monitorMessages.ResourceInvokeRequest>) => {
      throw new Error(`The program asked the cloud for ${request.getTok()}; it must know everything itself.`);
    }),
    signalAndWaitForShutdown: answer(() => new Empty()),
  });
  server.addService(engineService.EngineService, {
    log: answer((request: Message<typeof engineMessages.LogRequest>) => {
      if (request.getSeverity() >= engineMessages.LogSeverity.WARNING) log.push(request.getMessage());
      return new Empty();
    }),
    getRootResource: answer(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: answer((request: Message<typeof engineMessages.SetRootResourceRequest>) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
  });
  const port = await promised<number>((done) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), done),
  );
  return {
    address: `127.0.0.1:${port}`,
    registered,
    log,
    outputs: () => outputs.get(root) ?? {},
    stop: () => server.forceShutdown(),
  };
}

function answer<Request, Response>(decide: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    try {
      callback(null, decide(request));
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, message: String(error) });
    }
  };
}

function promised<T>(start: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));
}

type Named = { stage: string; project: string; type: string; name: string; parent: string };

/** A component's type stands before that of what it holds; the stack's does not. */
function urnOf({ stage, project, type, name, parent }: Named): string {
  const holder = parent.split('::')[2] ?? '';
  const path = holder === '' || holder === 'pulumi:pulumi:Stack' ? type : `${holder}$${type}`;
  return `urn:pulumi:${stage}::${project}::${path}::${name}`;
}

function inputsOf(request: Message<typeof monitorMessages.RegisterResourceRequest>): Record<string, unknown> {
  return request.getObject()?.toJavaScript() ?? {};
}

/** Marks a value on the wire that is more than JSON. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Without the wrapping of secrets and outputs, at any depth; what is not known yet is `unknown`. */
function bare(value: unknown): unknown {
  if (value === UNKNOWN) return 'unknown';
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  if (SIGNATURE in value && 'value' in value) return bare(value.value);
  if (SIGNATURE in value && !('path' in value)) return 'unknown';
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bare(inner)]));
}
