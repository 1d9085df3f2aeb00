package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.cluster.Registry;
import org.ropewalk.endpoint.EndpointSyntaxException;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** The endpoints of engines: which are accepted, and what is told of the others. */
class BroadcastEndpointTest {
    private final Reactor reactor = new MemoryNetwork(1).reactor();

    @Test
    void an_endpoint_has_the_options_of_the_engine_before_the_transport() {
        EngineEndpoint parsed =
                EngineEndpoint.parse(
                        "Redis:user=app:password=a\\:b\\\\=c:secret=s:prefix=x:tls:host:6380:trust=f");
        assertThat(parsed.engine()).isEqualTo("redis");
        assertThat(parsed.user()).contains("app");
        assertThat(parsed.password()).contains("a:b\\=c");
        assertThat(parsed.prefix()).isEqualTo("x");
        assertThat(parsed.transport()).isEqualTo("tls:host:6380:trust=f");
        assertThat(parsed).hasToString("redis:tls:host:6380:trust=f");
        assertThat(EngineEndpoint.parse("nats:tls:h:1:certificate=c:password=x:trust=f"))
                .hasToString("nats:tls:h:1:certificate=c:password=***:trust=f");
    }

    @Test
    void a_wrong_endpoint_is_refused_with_what_is_known() {
        for (String endpoint : List.of("nats", "nats:", "nats:prefix=x", "nats:prefix=x:")) {
            assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                    .isInstanceOf(EndpointSyntaxException.class)
                    .hasMessageEndingWith(
                            "the transport is missing, as in nats:tcp:127.0.0.1:4222");
        }
        for (String endpoint : List.of("", ":tcp:h:1", "prefix=x:nats:tcp:h:1")) {
            assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                    .hasMessageContaining("the engine's name must be first");
        }
        assertThatThrownBy(() -> Broadcast.open(reactor, "tcp:h:1"))
                .hasMessage(
                        "there is no engine \"tcp\"; known are nats, redis; the engine is first,"
                                + " as in nats:tcp:127.0.0.1:4222");
        assertThatThrownBy(() -> Broadcast.open(reactor, "nats:pasword=x:tcp:h:1"))
                .hasMessageContaining("key \"pasword\" is not known")
                .hasMessageContaining("passwordFile");
        assertThatThrownBy(() -> Broadcast.open(reactor, "kafka:tcp:h:1"))
                .hasMessageContaining("there is no engine \"kafka\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nats:tcp:host | 14 | \"port\" is missing, as in tcp:port=...",
                "nats:tcp: | 10 | \"host\" is missing, as in tcp:host=...",
                "nats:tcp:host:0 | 15 | \"0\" is no port from 1 to 65535",
                "redis:prefix=a:tpc:host:1 | 16 | transport \"tpc\" is not known; known are tcp, tls, unix, proxy, proxy2",
                "redis:user=: tcp:h:1 | 7 | \"user\" has no value; leave it out if it is not needed",
                "redis:password=:tcp:h:1 | 7 | \"password\" has no value; leave it out if it is not needed",
                "nats:secret= :tcp:h:1 | 6 | \"secret\" has no value; leave it out if it is not needed",
                "nats:prefix=:tcp:h:1 | 6 | \"prefix\" has no value; leave it out if it is not needed",
                "nats:secret=a:secretFile=b:tcp:h:1 | 15 | there are both \"secret\" and \"secretFile\"; one is enough; write \\: for a colon in a value",
                "nats:tcp:::1:1 | 12 | an argument too many; tcp knows host, port, bind, bindport, timeout; an IPv6 address needs brackets, as in [::1]",
                "nats:tcp:h:1:tiemout=3 | 14 | key \"tiemout\" is not known; tcp knows host, port, bind, bindport, timeout",
            })
    void a_wrong_endpoint_is_refused_at_once(String endpoint, int position, String message) {
        String end = "\", at character " + position + ": " + message;
        assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                .isInstanceOf(EndpointSyntaxException.class)
                .hasMessageEndingWith(end);
        assertThatThrownBy(() -> Registry.open(reactor, endpoint, Duration.ofSeconds(9)))
                .hasMessageEndingWith(end);
    }

    @Test
    void credentials_that_are_not_there_are_refused_at_once(@TempDir Path directory)
            throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        assertThatThrownBy(() -> Broadcast.open(reactor, "redis:user=app:tcp:h:1"))
                .hasMessageStartingWith(
                        "the engine redis:tcp:h:1 has a user and no password; Redis needs both");
        assertThatThrownBy(
                        () -> Broadcast.open(reactor, "redis:passwordFile=" + empty + ":tcp:h:1"))
                .hasMessage("the file " + empty + " of the option passwordFile is empty");
        for (String engine : List.of("nats", "redis")) {
            for (String files : List.of("trust=/no", "certificate=/no:key=/no")) {
                String endpoint = engine + ":tls:h:1:" + files;
                String message =
                        "endpoint \"tls:h:1:"
                                + files
                                + "\": there is no file /no; give the path of a PEM file";
                assertThatThrownBy(() -> Broadcast.open(reactor, endpoint)).hasMessage(message);
            }
        }
        assertThatThrownBy(
                        () ->
                                Registry.open(
                                        reactor, "redis:tls:h:1:trust=/no", Duration.ofHours(1)))
                .hasMessageContaining("there is no file /no");
        assertThatThrownBy(() -> Broadcast.open(reactor, "nats:secretFile=/no:tcp:h:1"))
                .hasMessage(
                        "the file /no of the option secretFile cannot be read; give the path of a file that this user may read");
    }

    @Test
    void the_message_about_a_wrong_endpoint_has_no_password() {
        assertThatThrownBy(() -> Broadcast.open(reactor, "nats:password=a\\:b:secret=cd:tcp:h"))
                .hasMessage(
                        "endpoint \"nats:password=***\", at character 35: \"port\" is missing, as in"
                                + " tcp:port=...; write \\: for a colon in a value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis:password=ge:heim:tcp:h:1",
                "redis:password=ge:HEIM:tcp:h:1",
                "redis:password=ge:he\\im:tcp:h:1",
                "redis:password=ge:heim=1:tcp:h:1",
                "redis:password=ge:he\"im:tcp:h:1",
                "redis:password=ge:tcp:heim:geheim:tcp:h:1",
                "redis:password=ge:tcp:heim:1:heim=2:tcp:h:1",
                "redis:password=ge:user=heim:user=heim:tcp:h:1",
                "redis:secret=ge:heim",
                "redis:secret=ge:heim\\",
                "redis:Password=geheim:tcp:h:1",
                "redis:pasword=ge:heim:tcp:h:1",
                "password=ge:heim:tcp:h:1",
                "nats:tls:h:1:certificate=c:key=k:password=ge:heim",
                "nats:tls:h:1:certificate=c:key=k:password=ge:heim=x",
                "nats:tls:h:1:certificate=c:key=k:password=ge:timeout=heim",
            })
    void nothing_behind_a_password_is_in_a_message(String endpoint) {
        assertThatThrownBy(() -> Broadcast.open(reactor, endpoint))
                .isInstanceOf(EndpointSyntaxException.class)
                .message()
                .doesNotContainIgnoringCase("heim")
                .contains("=***");
    }

    @Test
    void a_message_about_a_colon_in_a_password_has_the_solution() {
        assertThatThrownBy(() -> Broadcast.open(reactor, "redis:password=ge:heim:tcp:h:1"))
                .hasMessage(
                        "endpoint \"redis:password=***\", at character 19: transport \"***\" is not"
                                + " known; known are tcp, tls, unix, proxy, proxy2; write \\: for a"
                                + " colon in a value");
    }
}
