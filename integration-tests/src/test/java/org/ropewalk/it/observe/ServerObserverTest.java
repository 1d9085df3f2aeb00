package org.ropewalk.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.ConnectionScope;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/** What an observer of a server is told. */
class ServerObserverTest {
    private final Jobber handler = new Jobber();
    private final JobsFactory factory = new JobsFactory(peer -> handler);
    private final Recorder recorder = new Recorder();
    private final StringTransport transport = new StringTransport();

    private void connect() {
        factory.blocking(Runnable::run);
        factory.observe(recorder);
        transport.connect(factory);
        assertThat(recorder.take()).containsExactly("server Jobs opened");
    }

    private List<String> after(String input) {
        transport.deliver(input);
        return recorder.take();
    }

    private List<String> afterTheEnd() {
        transport.finish();
        return recorder.take();
    }

    @Test
    void a_command_is_told_from_its_call_to_its_reply() {
        connect();

        assertThat(after("GET a\r\n"))
                .containsExactly(
                        "started get",
                        "entered get",
                        "get replied 0 ms 0 ms in 7 out 10",
                        "left get");
        assertThat(transport.takeText()).isEqualTo("VALUE a!\r\n");
    }

    @Test
    void a_declared_exception_is_a_rejection() {
        connect();

        assertThat(after("GET gone\r\n")).contains("get rejected 0 ms 0 ms in 10 out 14");
        assertThat(transport.takeText()).isEqualTo("MISSING gone\r\n");
    }

    @Test
    void an_exception_that_is_not_declared_is_a_failure() {
        connect();

        assertThat(after("GET bad\r\n"))
                .containsExactly(
                        "started get",
                        "entered get",
                        "get failed 0 ms 0 ms in 9 out 8",
                        "left get");
        assertThat(transport.takeText()).isEqualTo("FAILED\r\n");
        assertThat(afterTheEnd()).containsExactly("closed failed 0 ms");
    }

    @Test
    void a_line_that_is_refused_is_counted_for_the_command_that_it_names() {
        connect();

        assertThat(after("GET\r\nGET a b\r\nHALT\r\n\r\n"))
                .filteredOn(line -> line.contains(" ms "))
                .containsExactly(
                        "get rejected 0 ms 0 ms in 3 out 18",
                        "get rejected 0 ms 0 ms in 7 out 18",
                        "unknown rejected 0 ms 0 ms in 4 out 9",
                        "unknown rejected 0 ms 0 ms in 0 out 9");
    }

    @Test
    void the_bytes_of_a_payload_are_counted_however_it_arrives() {
        connect();

        assertThat(after("PUT a 3\r\nabc\r\n")).contains("put replied 0 ms 0 ms in 14 out 8");
        assertThat(after("PUT a 3\r\n")).isEmpty();
        assertThat(after("abc\r\n")).contains("put replied 0 ms 0 ms in 10 out 8");
    }

    @Test
    void a_command_whose_peer_wants_no_reply_has_none() {
        connect();

        assertThat(after("PUT a 1 noreply\r\na\r\n"))
                .contains("put no_reply 0 ms 0 ms in 20 out 0");
        assertThat(transport.takeText()).isEmpty();
    }

    @Test
    void a_deferred_reply_completes_its_command() {
        connect();

        assertThat(after("RUN a\r\nRUN b\r\n"))
                .containsExactly(
                        "started run",
                        "entered run",
                        "left run",
                        "started run",
                        "entered run",
                        "left run");
        transport.advance(Duration.ofMillis(20));
        handler.running.get(1).completeExceptionally(new Jobs.Missing("b"));
        transport.runTurns();
        assertThat(recorder.take()).isEmpty();
        transport.advance(Duration.ofMillis(5));
        handler.running.get(0).complete(7);
        transport.runTurns();

        assertThat(recorder.take())
                .containsExactly(
                        "entered run",
                        "run replied 0 ms 25 ms in 7 out 8",
                        "left run",
                        "entered run",
                        "run rejected 0 ms 25 ms in 7 out 11",
                        "left run");
        assertThat(transport.takeText()).isEqualTo("DONE 7\r\nMISSING b\r\n");
    }

    @Test
    void of_commands_with_one_verb_the_one_that_is_called_is_told() {
        connect();

        assertThat(after("RUN a 2\r\n")).contains("runTwice replied 0 ms 0 ms in 9 out 8");
    }

    @Test
    void a_handler_that_fails_later_is_a_failure() {
        connect();
        after("RUN a\r\n");

        handler.running.get(0).completeExceptionally(new IllegalStateException("bad"));
        transport.runTurns();

        assertThat(recorder.take())
                .containsExactly("entered run", "run failed 0 ms 0 ms in 7 out 8", "left run");
    }

    @Test
    void a_handler_that_is_late_is_a_failure() {
        factory.limits(limits -> limits.withRequestSeconds(3));
        connect();
        after("RUN a\r\n");

        transport.advance(Duration.ofSeconds(3));

        assertThat(recorder.take()).contains("run failed 0 ms 3000 ms in 7 out 8");
    }

    @Test
    void commands_without_replies_are_closed_with_the_connection() {
        connect();
        after("RUN a\r\n");

        transport.advance(Duration.ofMillis(10));
        transport.lose(new ConnectionLost("gone"));

        assertThat(recorder.take())
                .containsExactly("run closed 0 ms 10 ms in 7 out 0", "closed peer 10 ms");
    }

    @Test
    void the_code_of_a_handler_that_may_block_runs_inside_its_scope() {
        connect();

        assertThat(after("WAIT a\r\n"))
                .containsExactly(
                        "started pause",
                        "entered pause",
                        "entered pause",
                        "left pause",
                        "pause replied 0 ms 0 ms in 8 out 8",
                        "left pause");
        assertThat(after("WAIT gone\r\n")).contains("pause rejected 0 ms 0 ms in 11 out 14");
    }

    @Test
    void the_end_of_a_connection_has_its_reason() {
        connect();

        assertThat(after("QUIT\r\n"))
                .containsExactly(
                        "started quit",
                        "entered quit",
                        "quit replied 0 ms 0 ms in 6 out 5",
                        "left quit");
        assertThat(afterTheEnd()).containsExactly("closed closed 0 ms");
    }

    @Test
    void a_connection_that_is_secured_later_has_its_handshake_from_then_on() {
        factory.tls(TlsContext.client());
        connect();
        transport.advance(Duration.ofSeconds(1));
        assertThat(after("STARTTLS\r\n")).contains("startTls replied 0 ms 0 ms in 10 out 7");

        transport.advance(Duration.ofMillis(30));
        transport.completeHandshake(
                new TlsSession(
                        "TLSv1.3",
                        "TLS_AES_256_GCM_SHA384",
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));

        assertThat(recorder.take())
                .containsExactly("handshake TLSv1.3 TLS_AES_256_GCM_SHA384 30 ms");
    }

    @Test
    void one_connection_too_many_is_not_observed() {
        factory.limits(limits -> limits.withConnections(1));
        connect();

        StringTransport refused = new StringTransport().connect(factory);
        refused.finish();

        assertThat(recorder.take()).isEmpty();
    }

    @Test
    void a_connection_that_was_there_before_the_observer_is_not_observed() {
        transport.connect(factory);
        factory.observe(recorder);

        assertThat(after("GET a\r\nGET\r\nQUIT\r\n")).isEmpty();
    }

    @Test
    void every_observer_is_told_and_one_that_fails_has_no_effect() {
        factory.observe(
                new CommandObserver() {
                    @Override
                    public ConnectionScope opened(ConnectionInfo connection) {
                        throw new IllegalStateException("a bad observer");
                    }

                    @Override
                    public CommandScope started(ConnectionInfo connection, String command) {
                        return end -> {
                            throw new IllegalStateException("a bad scope");
                        };
                    }
                });
        connect();

        assertThat(after("GET a\r\n")).contains("get replied 0 ms 0 ms in 7 out 10");
        assertThat(transport.takeText()).isEqualTo("VALUE a!\r\n");
    }
}
