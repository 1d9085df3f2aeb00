package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.server.CloseReason;
import org.ropewalk.testing.StringTransport;

/** Stages that complete as no {@code CompletableFuture} does. */
class HostileStagesTest {
    private final List<Stage> stages = new ArrayList<>();
    private final LateFactory factory = new LateFactory(peer -> new Handler());
    private final StringTransport transport = new StringTransport().connect(factory);
    private RuntimeException refusal;
    private boolean completesInside;

    /** Calls its listener as the test says. */
    private class Stage extends CompletableFuture<String> {
        private final List<BiConsumer<? super String, ? super Throwable>> listeners =
                new ArrayList<>();

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public CompletableFuture<String> whenComplete(
                BiConsumer<? super String, ? super Throwable> action) {
            if (refusal != null) {
                throw refusal;
            }
            listeners.add(action);
            if (completesInside) {
                action.accept("inside", null);
            }
            return this;
        }

        void tell(String value, Throwable failure) {
            listeners.forEach(each -> each.accept(value, failure));
        }
    }

    private final class Handler implements Late.Home {
        @Override
        public String name() {
            return "host";
        }

        @Override
        public CompletionStage<String> later(String key) {
            stages.add(new Stage());
            return stages.get(stages.size() - 1);
        }

        @Override
        public String now(String key) {
            return key;
        }

        @Override
        public Late.Body data() {
            return null;
        }

        @Override
        public CompletionStage<Long> put(PayloadStream data) {
            stages.add(new Stage());
            CompletableFuture<Long> result = new CompletableFuture<>();
            if (refusal != null) {
                return new CompletableFuture<>() {
                    @Override
                    public CompletableFuture<Long> whenComplete(
                            BiConsumer<? super Long, ? super Throwable> action) {
                        throw refusal;
                    }
                };
            }
            return result;
        }

        @Override
        public CompletionStage<Late.Said> say(String key) {
            return new CompletableFuture<>();
        }
    }

    @Test
    void aSecondResultIsIgnored() {
        transport.deliver("LATER a\r\nLATER b\r\nNOW c\r\n");

        stages.get(0).tell("first", null);
        stages.get(0).tell("second", null);
        stages.get(0).tell(null, new IllegalStateException("third"));
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("OK first\r\n");
        stages.get(1).tell("b", null);
        transport.runTurns();
        stages.get(0).tell("late", null);
        stages.get(1).tell("late", null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK first\r\nOK b\r\nOK c\r\n");
        assertThat(transport.isOpen()).isTrue();
    }

    @Test
    void aResultInsideTheCallIsWritten() {
        completesInside = true;

        transport.deliver("LATER a\r\nNOW c\r\n");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK inside\r\nOK c\r\n");
    }

    @Test
    void ofManyThreadsOneCompletes() throws Exception {
        for (int round = 0; round < 50; round++) {
            stages.clear();
            transport.clear();
            transport.deliver("LATER a\r\n");
            CyclicBarrier barrier = new CyclicBarrier(3);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String value = "v" + i;
                Thread thread =
                        new Thread(
                                () -> {
                                    try {
                                        barrier.await();
                                        stages.get(0).tell(value, null);
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            transport.runTurns();
            assertThat(transport.text()).matches("OK v[012]\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATER a\r\n", "PUT 3\r\nab", "PUT 3\r\nabc"})
    void F14_aStageThatTakesNoListenerFailsItsCommandAtOnce(String sent) {
        refusal = new IllegalStateException("x");

        transport.deliver(sent);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("FAILED host\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
    }

    @Test
    void F14_aStageThatTakesNoListenerAfterOthersFailsAfterThem() {
        transport.deliver("LATER a\r\n");
        refusal = new IllegalStateException("x");
        transport.deliver("LATER b\r\nLATER c\r\n");

        stages.get(0).tell("a", null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK a\r\nFAILED host\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void resultsAfterTheEndAreIgnored() {
        transport.deliver("LATER a\r\nLATER b\r\n");
        stages.get(0).tell(null, new IllegalStateException("x"));
        transport.runTurns();
        transport.finish();

        stages.get(1).tell("b", null);
        stages.get(0).tell("a", null);
        transport.runTurns();
        transport.advance(Duration.ofSeconds(100));

        assertThat(transport.text()).isEqualTo("FAILED host\r\n");
        assertThat(factory.connections()).isZero();
    }

    @Test
    void resultsAfterADrainAreSent() {
        transport.deliver("LATER a\r\n");
        transport.drain();
        transport.runTurns();

        stages.get(0).tell("a", null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("OK a\r\nSTOPS\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }
}
