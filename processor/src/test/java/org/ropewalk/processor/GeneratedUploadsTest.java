package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Transport;
import org.ropewalk.testing.StringTransport;

/** A handler that has all the time there is reads a payload more slowly than it comes. */
class GeneratedUploadsTest {
    private static final int BYTES = 300_000;

    private static final String DECLARATION =
            """
            @LineProtocol(order = Order.%s)
            @Limits(requestSeconds = Limits.UNLIMITED)
            public interface X {
                @Command("PUT {data.length}") @Reply("OK {}") CompletionStage<Integer> put(@Payload PayloadStream data);
            }
            final class H implements X, Flow.Subscriber<java.nio.ByteBuffer> {
                static Flow.Subscription subscription;
                private final CompletableFuture<Integer> whole = new CompletableFuture<>();
                private int count;
                public CompletionStage<Integer> put(PayloadStream data) { data.subscribe(this); return whole; }
                public void onSubscribe(Flow.Subscription begun) { subscription = begun; }
                public void onNext(java.nio.ByteBuffer piece) { count += piece.remaining(); }
                public void onError(Throwable reason) { whole.completeExceptionally(reason); }
                public void onComplete() { whole.complete(count); }
            }
            """;

    @Test
    void aPeerThatHasEndedItsSideIsReadToTheEnd() throws Exception {
        for (String order : new String[] {"SERIAL", "PIPELINED"}) {
            Served served = Served.compile(DECLARATION.formatted(order));
            StringTransport transport = served.connect();
            transport.deliver("PUT " + BYTES + "\r\n" + "x".repeat(BYTES) + "\r\n");
            transport.deliverEnd();
            transport.runTurns();
            assertThat(transport.isOpen()).as(order).isTrue();

            for (int i = 0; i < BYTES && transport.isOpen(); i += Transport.CHUNK_BYTES / 2) {
                subscription(served).request(1);
                transport.runTurns();
            }

            assertThat(transport.isOpen()).as(order).isFalse();
            assertThat(transport.text()).as(order).isEqualTo("OK " + BYTES + "\r\n");
        }
    }

    private static Flow.Subscription subscription(Served served) throws Exception {
        var field = served.type("H").getDeclaredField("subscription");
        field.setAccessible(true);
        return (Flow.Subscription) field.get(null);
    }
}
