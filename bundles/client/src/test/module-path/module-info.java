module example.program {
  requires io.ghostbridge.client;
  requires io.ghostbridge.proto;
  requires io.grpc.stub;
  requires com.google.protobuf;
}
