package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Factory;
import org.ropewalk.testing.StringTransport;

/** Handlers that answer later: whatever completes first, the replies keep the commands' order. */
class GeneratedAsyncTest {
    private static final String DECLARATION =
            """
            @LineProtocol(order = Order.%s)
            @Errors(unknown = @Reply("ERR"), failed = @Reply("ERR failed"))
            public interface X {
                @Command("LATER {n}") @Reply("DONE {}") CompletionStage<Integer> later(int n) throws Refused;
                @Command("MAYBE {n}[ quiet]") @Reply(value = "IS {}", absent = "NONE")
                CompletionStage<Optional<String>> maybe(int n, @NoReply boolean quiet);
                @Command("NOW") @Reply("NOW") void now();

                @Reply("NO {message*}") final class Refused extends Exception {
                    public Refused(String message) { super(message); }
                }
            }

            final class H implements X {
                public CompletionStage<Integer> later(int n) { return H.<Integer>promise(); }
                public CompletionStage<Optional<String>> maybe(int n, boolean quiet) { return H.<Optional<String>>promise(); }
                public void now() {}
                @SuppressWarnings("unchecked")
                private static <T> CompletableFuture<T> promise() {
                    CompletableFuture<T> promise = new CompletableFuture<>();
                    ((List<Object>) System.getProperties().get("promises")).add(promise);
                    return promise;
                }
            }
            """;
    private static final Served PIPELINED = Served.compile(DECLARATION.formatted("PIPELINED"));
    private static final Served SERIAL = Served.compile(DECLARATION.formatted("SERIAL"));

    private static final Served STATES =
            Served.compile(
                    """
                    @LineProtocol(initial = X.Out.class, order = Order.PIPELINED)
                    @Envelope(command = "{tag} {*}", reply = "{tag} {*}")
                    @Errors(misplaced = @Reply("MISPLACED"))
                    public interface X {
                        @Command("LATER {n}") @Reply("DONE {}") CompletionStage<Integer> later(int n);
                        interface Out extends X { @Command("LOGIN") @Reply("IN") CompletionStage<In> login() throws Refused; }
                        interface In extends X { @Command("WORK") @Reply("WORKED") void work(); @Command("OUT") @Reply("OUT") Out out(); }
                        @Reply("NO") final class Refused extends Exception {}
                    }

                    final class H implements X.Out, X.In {
                        public CompletionStage<Integer> later(int n) { return H.<Integer>promise(); }
                        public CompletionStage<X.In> login() { return H.<Object>promise().thenApply(any -> this); }
                        public void work() {}
                        public X.Out out() { return this; }
                        @SuppressWarnings("unchecked")
                        private static <T> CompletableFuture<T> promise() {
                            CompletableFuture<T> promise = new CompletableFuture<>();
                            ((List<Object>) System.getProperties().get("promises")).add(promise);
                            return promise;
                        }
                    }
                    """);

    private final List<CompletableFuture<Object>> promises = new ArrayList<>();
    private StringTransport transport;

    private void connect(Factory factory) {
        System.getProperties().put("promises", promises);
        transport = Served.connect(factory);
    }

    private void complete(int index, Object value) {
        promises.get(index).complete(value);
        transport.runTurns();
    }

    private void fail(int index, Throwable reason) {
        promises.get(index).completeExceptionally(reason);
        transport.runTurns();
    }

    private static List<List<Integer>> permutations(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : of) {
            List<Integer> rest = new ArrayList<>(of);
            rest.remove(first);
            for (List<Integer> tail : permutations(rest)) {
                List<Integer> whole = new ArrayList<>(List.of(first));
                whole.addAll(tail);
                all.add(whole);
            }
        }
        return all;
    }

    @Test
    void Δ24_replies_keep_the_order_of_the_commands_in_each_order_of_completion() {
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3))) {
            promises.clear();
            connect(PIPELINED.factory());
            transport.deliver("LATER 0\r\nNOW\r\nLATER 1\r\nLATER 2\r\nJUMP\r\nLATER 3\r\n");
            assertThat(promises).hasSize(4);

            order.forEach(index -> complete(index, index));

            assertThat(transport.text())
                    .as("order %s", order)
                    .isEqualTo("DONE 0\r\nNOW\r\nDONE 1\r\nDONE 2\r\nERR\r\nDONE 3\r\n");
        }
    }

    @Test
    void what_is_complete_already_is_answered_at_once() {
        connect(PIPELINED.factory());
        transport.deliver("LATER 0\r\nLATER 1\r\n");
        complete(0, 5);

        assertThat(transport.text()).isEqualTo("DONE 5\r\n");
    }

    @Test
    void serial_order_calls_a_handler_when_the_one_before_has_answered() {
        connect(SERIAL.factory());
        transport.deliver("LATER 0\r\nLATER 1\r\nNOW\r\n");
        assertThat(promises).hasSize(1);
        complete(0, 0);
        assertThat(promises).hasSize(2);
        complete(1, 1);

        assertThat(transport.text()).isEqualTo("DONE 0\r\nDONE 1\r\nNOW\r\n");
    }

    @Test
    void a_declared_exception_is_a_reply_at_its_place() throws Exception {
        connect(PIPELINED.factory());
        transport.deliver("LATER 0\r\nLATER 1\r\n");
        Throwable reason =
                (Throwable)
                        PIPELINED
                                .type("X$Refused")
                                .getConstructor(String.class)
                                .newInstance("not now");
        complete(1, 1);
        fail(0, reason);

        assertThat(transport.text()).isEqualTo("NO not now\r\nDONE 1\r\n");
        assertThat(transport.isOpen()).isTrue();
    }

    @Test
    void another_failure_ends_the_connection_after_the_replies_before_it() {
        connect(PIPELINED.factory());
        transport.deliver("LATER 0\r\nLATER 1\r\nLATER 2\r\n");
        fail(1, new IllegalStateException("secret"));
        assertThat(transport.text()).isEmpty();
        complete(0, 0);

        assertThat(transport.text()).isEqualTo("DONE 0\r\nERR failed\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void a_result_after_the_timeout_is_a_failure() {
        connect(PIPELINED.factory(limits -> limits.withRequestSeconds(5)));
        transport.deliver("LATER 0\r\n");

        transport.advance(Duration.ofSeconds(6));

        assertThat(transport.text()).isEqualTo("ERR failed\r\n");
    }

    @Test
    void no_more_than_the_bound_wait_at_a_time() {
        connect(PIPELINED.factory(limits -> limits.withPipelined(2)));
        transport.deliver("LATER 0\r\nLATER 1\r\nLATER 2\r\n");
        assertThat(promises).hasSize(2);
        complete(0, 0);
        assertThat(promises).hasSize(3);
        IntStream.of(1, 2).forEach(index -> complete(index, index));

        assertThat(transport.text()).isEqualTo("DONE 0\r\nDONE 1\r\nDONE 2\r\n");
    }

    @Test
    void a_quiet_command_is_not_answered_but_keeps_its_place() {
        connect(PIPELINED.factory());
        transport.deliver("MAYBE 0 quiet\r\nMAYBE 1\r\nMAYBE 2\r\n");
        complete(2, java.util.Optional.empty());
        complete(1, java.util.Optional.of("x"));
        complete(0, java.util.Optional.of("y"));

        assertThat(transport.text()).isEqualTo("IS x\r\nNONE\r\n");
    }

    @Test
    void results_for_a_disconnected_peer_are_dropped() {
        connect(PIPELINED.factory());
        transport.deliver("LATER 0\r\n");
        transport.lose(new java.io.IOException("gone"));

        complete(0, 0);

        assertThat(transport.text()).isEmpty();
    }

    @Test
    void a_peer_that_ends_its_side_is_answered_first() {
        connect(PIPELINED.factory());
        transport.deliver("LATER 0\r\nLATER 1\r\n");
        transport.deliverEnd();
        assertThat(transport.isOpen()).isTrue();
        Arrays.asList(1, 0).forEach(index -> complete(index, index));

        assertThat(transport.text()).isEqualTo("DONE 0\r\nDONE 1\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void nothingIsReadAfterACommandThatMayLeadElsewhereBeforeItsReply() {
        connect(STATES.factory());

        transport.deliver("a LATER 1\r\nb LOGIN\r\nc WORK\r\nd LATER 2\r\ne WORK\r\n");
        assertThat(promises).hasSize(2);
        complete(1, "in");
        assertThat(transport.text()).isEmpty();
        complete(0, 5);

        assertThat(transport.text()).isEqualTo("a DONE 5\r\nb IN\r\nc WORKED\r\n");
        complete(2, 6);
        assertThat(transport.text())
                .isEqualTo("a DONE 5\r\nb IN\r\nc WORKED\r\nd DONE 6\r\ne WORKED\r\n");
    }

    @Test
    void aDeferredReplyRepeatsItsOwnTag() {
        connect(STATES.factory());

        transport.deliver("a LATER 1\r\nb LATER 2\r\nc WORK\r\n");
        complete(1, 2);
        complete(0, 1);

        assertThat(transport.text()).isEqualTo("a DONE 1\r\nb DONE 2\r\nc MISPLACED\r\n");
    }
}
