package org.ropewalk.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** The contract over the JDK's selector, on the loopback interface. */
class NioReactorTest extends ReactorContract {
    private Reactor reactor;

    @Override
    Reactor create() {
        reactor = NioReactor.create();
        reactor.start();
        return reactor;
    }

    @Override
    void until(BooleanSupplier condition) {
        while (!ask(condition::getAsBoolean)) {
            Thread.onSpinWait();
        }
    }

    @Override
    void on(Runnable call) {
        ask(
                () -> {
                    call.run();
                    return null;
                });
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        reactor.callFromThread(
                () -> {
                    try {
                        answer.complete(question.get());
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                });
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
