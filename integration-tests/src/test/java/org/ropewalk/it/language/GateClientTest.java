package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.application.LineClientService;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** What a client knows of states, greetings and pushes, against a server that the test plays. */
class GateClientTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Server> servers = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private Gate.In pushedIn;

    /** Plays the server. */
    private static final class Server extends Protocol {
        private final StringBuilder received = new StringBuilder();

        @Override
        protected void dataReceived(byte[] data) {
            received.append(new String(data, UTF_8));
        }

        void say(String text) {
            transport().write(text.getBytes(UTF_8));
        }

        void end() {
            transport().loseConnection();
        }
    }

    private final Gate.Events listener =
            new Gate.Events() {
                @Override
                public void said(String text) {
                    heard.add(text);
                    if (text.equals("throw")) {
                        throw new IllegalStateException(text);
                    }
                }

                @Override
                public void there(List<String> names) {
                    heard.add(names.toString());
                }

                @Override
                public void in(Gate.In next) {
                    pushedIn = next;
                }
            };

    @BeforeEach
    void listen() {
        network.run();
        reactor.listen(
                "tcp:4000",
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        Server server = new Server();
                        servers.add(server);
                        return server;
                    }
                });
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private CompletableFuture<Connection<GateClient.Out>> open() {
        CompletableFuture<Connection<GateClient.Out>> opened =
                GateClient.open(reactor, "tcp:127.0.0.1:4000", listener);
        network.run();
        return opened;
    }

    private GateClient.Out out() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        say("+HI there\r\n");
        return opened.join().commands();
    }

    private void say(String text) {
        servers.get(servers.size() - 1).say(text);
        network.run();
    }

    private String received() {
        network.run();
        StringBuilder all = servers.get(servers.size() - 1).received;
        String text = all.toString();
        all.setLength(0);
        return text;
    }

    private GateClient.In in(GateClient.Out out) {
        CompletableFuture<GateClient.In> in = out.enter("x");
        received();
        say("+IN\r\n");
        return in.join();
    }

    // ---- greetings

    @Test
    void a_connection_is_open_when_the_server_has_greeted() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        assertThat(opened).isNotDone();

        say("+HI you\r\n");

        assertThat(opened.join().<String>greeting()).isEqualTo("you");
        assertThat(opened.join().<Gate.Out>blocking()).isNotNull();
    }

    @Test
    void a_greeting_that_is_an_exception_fails_the_opening() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();

        say("-CLOSED\r\n");

        assertThatThrownBy(opened::join).hasCauseInstanceOf(Gate.Closed.class);
    }

    @Test
    void a_greeting_that_is_none_fails_the_opening() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();

        say("what\r\n");

        assertThatThrownBy(opened::join).hasCauseInstanceOf(ProtocolViolation.class);
    }

    // ---- states

    @Test
    void a_call_after_one_that_may_change_the_state_waits_for_its_reply() {
        GateClient.Out out = out();
        CompletableFuture<GateClient.In> first = out.enter("a");
        CompletableFuture<GateClient.In> second = out.enter("b");
        assertThat(received()).isEqualTo("ENTER a\r\n");

        say("-NO sorry\r\n");

        assertThat(received()).isEqualTo("ENTER b\r\n");
        assertThatThrownBy(first::join).hasCauseInstanceOf(Gate.No.class);
        assertThat(second).isNotDone();
    }

    @Test
    void the_commands_of_a_state_that_was_left_fail_and_say_why() {
        GateClient.Out out = out();
        CompletableFuture<GateClient.In> entering = out.enter("a");
        CompletableFuture<GateClient.In> behind = out.enter("b");
        received();

        say("+IN\r\n");

        assertThat(entering.join()).isNotNull();
        assertThat(received()).isEmpty();
        assertThatThrownBy(behind::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("left this state with enter");
    }

    @Test
    void a_state_may_be_entered_again() {
        GateClient.Out out = out();
        GateClient.In in = in(out);
        CompletableFuture<GateClient.Out> back = in.back();
        received();
        say("+OUT\r\n");

        assertThat(in(back.join())).isNotNull();
    }

    @Test
    void an_absent_state_is_none() {
        GateClient.Out out = out();
        CompletableFuture<?> attempt = out.attempt("x");
        received();
        say("-STAY\r\n");

        assertThat(attempt.join()).isEqualTo(java.util.Optional.empty());
        assertThat(in(out)).isNotNull();
    }

    @Test
    void from_a_state_that_is_left_after_one_line_the_session_is_back_where_it_was() {
        GateClient.Out out = out();
        CompletableFuture<Gate.Question> asking = out.ask();
        received();
        say("? who are you\r\n");
        Gate.Question question = asking.join();
        GateClient.Asked asked = GateClient.Asked.of(question.next());
        CompletableFuture<Void> tooEarly = out.ask().thenAccept(ignored -> {});
        CompletableFuture<Void> answer = asked.answer("me");
        assertThat(received()).isEqualTo("me\r\n");
        assertThat(tooEarly).isCompletedExceptionally();

        say("-NO not you\r\n");

        assertThatThrownBy(answer::join).hasCauseInstanceOf(Gate.No.class);
        assertThatThrownBy(asked.answer("again")::join)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(in(out)).isNotNull();
    }

    @Test
    void a_bare_payload_is_sent_without_a_line() {
        GateClient.In in = in(out());
        CompletableFuture<GateClient.Body> data = in.data();
        received();
        say("+GO\r\n");
        CompletableFuture<Integer> text = data.join().text(Bytes.of(".a\r\nb"));

        assertThat(received()).isEqualTo("..a\r\nb\r\n.\r\n");
        say("+GOT 3\r\n");
        assertThat(text.join()).isEqualTo(3);
        CompletableFuture<List<String>> list = in.list();
        received();
        say("+LIST\r\n.\r\n");
        assertThat(list.join()).isEmpty();
    }

    @Test
    void an_error_tells_the_state_to_which_it_leads() {
        GateClient.In in = in(out());
        CompletableFuture<GateClient.Body> data = in.data();
        received();
        say("+GO\r\n");
        CompletableFuture<Integer> text = data.join().text(Bytes.of("x"));
        received();

        say("-PAYLOAD\r\n");

        assertThatThrownBy(text::join)
                .hasCauseInstanceOf(CommandRejected.class)
                .satisfies(
                        thrown -> {
                            Gate.In next =
                                    ((CommandRejected) thrown.getCause())
                                            .<Gate.In>next()
                                            .orElseThrow();
                            CompletableFuture<List<String>> list = GateClient.In.of(next).list();
                            assertThat(received()).isEqualTo("LIST\r\n");
                            assertThat(list).isNotDone();
                        });
    }

    // ---- pushes

    @Test
    void a_push_message_reaches_the_listener_before_a_reply() {
        GateClient.Out out = out();
        CompletableFuture<GateClient.In> entering = out.enter("a");
        received();

        say("! one\r\n!! ann bob\r\n!! carl\r\n!!.\r\n+IN\r\n! two\r\n");

        assertThat(entering.join()).isNotNull();
        assertThat(heard).containsExactly("one", "[ann, bob, carl]", "two");
    }

    @Test
    void nothing_is_taken_for_a_push_inside_a_reply() {
        GateClient.In in = in(out());
        CompletableFuture<List<String>> list = in.list();
        received();

        say("! before\r\n+LIST\r\n! inside\r\n.\r\n");

        assertThat(list.join()).containsExactly("! inside");
        assertThat(heard).containsExactly("before");
    }

    @Test
    void a_listener_that_fails_has_no_other_effect() {
        GateClient.Out out = out();

        say("! throw\r\n! on\r\n");

        assertThat(heard).containsExactly("throw", "on");
        assertThat(in(out)).isNotNull();
    }

    @Test
    void a_push_that_carries_a_state_leads_there() {
        GateClient.Out out = out();

        say("!IN\r\n");

        assertThatThrownBy(out.ask()::join).hasCauseInstanceOf(IllegalStateException.class);
        CompletableFuture<List<String>> list = GateClient.In.of(pushedIn).list();
        assertThat(received()).isEqualTo("LIST\r\n");
        assertThat(list).isNotDone();
    }

    @Test
    void what_is_neither_a_reply_nor_a_push_ends_the_connection() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        say("+HI there\r\n");

        say("+IN\r\n");

        assertThat(opened.join().isOpen()).isFalse();
    }

    // ---- the service

    @Test
    void a_service_connects_again_and_has_no_commands_meanwhile() {
        LineClientService<GateClient.Out> service =
                GateClient.service(reactor, "tcp:127.0.0.1:4000", listener);
        assertThatThrownBy(service::commands).isInstanceOf(IllegalStateException.class);
        service.startService();
        network.run();
        CompletableFuture<Connection<GateClient.Out>> connected = service.whenConnected();
        assertThat(connected).isNotDone();
        say("+HI one\r\n");
        assertThat(connected.join().<String>greeting()).isEqualTo("one");
        CompletableFuture<GateClient.In> lost = service.commands().enter("x");
        received();

        servers.get(0).end();
        network.run();

        assertThat(lost).isCompletedExceptionally();
        assertThatThrownBy(service::commands).isInstanceOf(IllegalStateException.class);
        network.advance(java.time.Duration.ofMinutes(1));
        assertThat(servers).hasSize(2);
        say("+HI two\r\n");
        assertThat(service.whenConnected().join().<String>greeting()).isEqualTo("two");
        assertThat(received()).isEmpty();
        service.stopService();
        network.run();
    }
}
