package io.ghostbridge.it.container.echo;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/** Answers what it gets. */
public final class EchoService implements BindableService {
  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(EchoMethods.SERVICE)
        .addMethod(EchoMethods.ECHO, ServerCalls.asyncUnaryCall(EchoService::echo))
        .addMethod(EchoMethods.CONVERSE, ServerCalls.asyncBidiStreamingCall(Conversation::new))
        .build();
  }

  private static void echo(byte[] message, StreamObserver<byte[]> answers) {
    answers.onNext(message);
    answers.onCompleted();
  }

  private record Conversation(StreamObserver<byte[]> answers) implements StreamObserver<byte[]> {
    @Override
    public void onNext(byte[] message) {
      answers.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
      // The client is gone.
    }

    @Override
    public void onCompleted() {
      answers.onCompleted();
    }
  }
}
