package org.ropewalk.examples.clamd;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Reads a stream to its end, a piece at a time. */
final class StreamReader implements Flow.Subscriber<ByteBuffer> {
    private final Consumer<ByteBuffer> pieces;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.Subscription subscription;

    /** A reader that hands each piece to {@code pieces}. */
    StreamReader(Consumer<ByteBuffer> pieces) {
        this.pieces = pieces;
    }

    /** Done when the stream was read, or has failed. */
    CompletionStage<Void> end() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        pieces.accept(piece);
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
