package org.ropewalk.it.irc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/**
 * The example sends three users the same lines as the ngircd that is installed (26.1 was the
 * model), but for what {@link StableLine} leaves out. {@code -Dropewalk.seeds=N} asks more than 60
 * conversations.
 */
class DifferenceTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 60);
    private static final String SERVER = "My.Little.Server";

    @TempDir private Path directory;

    @Test
    void F63_theSameLinesAsNgircdInTheSameConversations() throws Exception {
        try (RealProcess real = RealProcess.start("ngircd", this::arguments);
                Served example = new Served(reactor -> IrcExample.factory(new Network(SERVER)))) {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), example.port());
            for (long seed = 0; seed < SEEDS; seed++) {
                List<Conversations.Line> lines = Conversations.of(seed);
                assertThat(Talk.hold(address, lines))
                        .as("seed %d", seed)
                        .isEqualTo(Talk.hold(real.address(), lines));
            }
        }
    }

    /** Without look-ups, and without pauses behind errors. */
    private List<String> arguments(int port) {
        String text =
                """
                [Global]
                Name = %s
                Info = Ropewalk
                Listen = 127.0.0.1
                Ports = %d
                [Limits]
                MaxConnectionsIP = 0
                MaxPenaltyTime = 0
                [Options]
                DNS = no
                Ident = no
                PAM = no
                """;
        try {
            Path file = directory.resolve("ngircd.conf");
            Files.writeString(file, text.formatted(SERVER, port));
            return List.of("-n", "-f", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
