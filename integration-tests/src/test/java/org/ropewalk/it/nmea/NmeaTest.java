package org.ropewalk.it.nmea;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.nmea.Nmea;
import org.ropewalk.examples.nmea.NmeaClient;
import org.ropewalk.examples.nmea.NmeaExample;
import org.ropewalk.examples.nmea.NmeaFactory;
import org.ropewalk.examples.nmea.NmeaPushes;
import org.ropewalk.examples.nmea.value.Minutes;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.reactor.LoopingCall;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** Sentences of NMEA 0183: to gpsd, and to our client. */
class NmeaTest {
    private static final LocalTime TIME = LocalTime.of(12, 35, 19);

    private static final long WAIT_NS = 20_000_000_000L;

    private static final class Session implements Nmea {}

    private static void fix(Nmea.Sentences pushes) {
        Optional<Nmea.Latitude> latitude =
                Optional.of(new Nmea.Latitude(48, Minutes.parse("07.038")));
        Optional<Nmea.Longitude> longitude =
                Optional.of(new Nmea.Longitude(11, Minutes.parse("31.000")));
        pushes.fix(
                "GP",
                TIME,
                latitude,
                Optional.of('N'),
                longitude,
                Optional.of('E'),
                1,
                OptionalInt.of(8),
                Optional.of(0.9),
                Optional.of(545.4),
                Optional.of(46.9),
                Optional.empty(),
                OptionalInt.empty());
        pushes.minimum(
                "GP",
                TIME,
                'A',
                latitude,
                Optional.of('N'),
                longitude,
                Optional.of('E'),
                Optional.of(22.4),
                Optional.of(84.4),
                LocalDate.of(2026, 11, 23),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        pushes.active("GP", 'A', 3, "04,05,,09,12,,,24,,,,,2.5,1.3,2.1");
        pushes.inView("GP", 1, 1, 1, "04,40,083,46");
    }

    @Test
    void our_client_reads_what_our_server_writes() {
        MemoryNetwork network = new MemoryNetwork(1);
        List<Peer> peers = new ArrayList<>();
        network.reactor()
                .listen(
                        "tcp:4000",
                        new NmeaFactory(
                                peer -> {
                                    peers.add(peer);
                                    return new Session();
                                }));
        List<String> received = new ArrayList<>();
        var opened = NmeaClient.open(network.reactor(), "tcp:127.0.0.1:4000", listener(received));
        MemoryPeer raw = network.connectPeer(4000);
        network.run();
        peers.forEach(peer -> fix(NmeaPushes.to(peer)));
        network.run();

        Connection<?> connection = opened.join();
        assertThat(connection.isOpen()).isTrue();
        assertThat(new String(raw.readAll(), US_ASCII))
                .startsWith("$GPGGA,123519,4807.038,N,01131.000,E,1,8,0.9,545.4,M,46.9,M,,*");
        assertThat(received)
                .containsExactly(
                        "fix GP 12:35:19 07.038",
                        "minimum 22.4",
                        "active 3",
                        "inView 04,40,083,46");
    }

    @Test
    void the_example_tells_its_position_each_second() {
        MemoryNetwork network = new MemoryNetwork(1);
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_200 * 1_000_000L), ZoneOffset.UTC);
        network.reactor().listen("tcp:4000", NmeaExample.factory(network.reactor(), clock));
        MemoryPeer raw = network.connectPeer(4000);
        network.run();
        network.advance(Duration.ofMillis(2_500));

        String received = new String(raw.readAll(), US_ASCII);
        assertThat(received.lines().distinct())
                .containsExactly(
                        "$GPRMC,212000,A,5421.0000,N,01015.0000,E,18.8,90.0,100108,,,A*76",
                        "$GPGGA,212000,5421.0000,N,01015.0000,E,1,8,0.9,2.5,M,41.3,M,,*74",
                        "$GPGSA,A,3,04,05,09,12,17,22,24,31,,,,,1.6,0.9,1.3*37");
        assertThat(received.lines()).hasSize(6);
    }

    private static Nmea.Sentences listener(List<String> received) {
        return new Nmea.Sentences() {
            @Override
            public void fix(
                    String talker,
                    LocalTime time,
                    Optional<Nmea.Latitude> latitude,
                    Optional<Character> ns,
                    Optional<Nmea.Longitude> longitude,
                    Optional<Character> ew,
                    int quality,
                    OptionalInt satellites,
                    Optional<Double> hdop,
                    Optional<Double> altitude,
                    Optional<Double> geoid,
                    Optional<Double> age,
                    OptionalInt station) {
                received.add("fix " + talker + " " + time + " " + latitude.get().minutes());
            }

            @Override
            public void minimum(
                    String talker,
                    LocalTime time,
                    char valid,
                    Optional<Nmea.Latitude> latitude,
                    Optional<Character> ns,
                    Optional<Nmea.Longitude> longitude,
                    Optional<Character> ew,
                    Optional<Double> knots,
                    Optional<Double> course,
                    LocalDate date,
                    Optional<Double> variation,
                    Optional<Character> side,
                    Optional<Character> mode) {
                received.add("minimum " + knots.get());
            }

            @Override
            public void active(String talker, char selection, int kind, String satellites) {
                received.add("active " + kind);
            }

            @Override
            public void inView(String talker, int total, int index, int inView, String satellites) {
                received.add("inView " + satellites);
            }

            @Override
            public void other(String sentence) {
                received.add("other " + sentence);
            }
        };
    }

    @Test
    void gpsd_reads_our_sentences() throws Exception {
        List<Peer> peers = new CopyOnWriteArrayList<>();
        String seen =
                gpsd(
                        reactor -> {
                            LoopingCall.of(reactor, () -> peers.forEach(p -> fix(NmeaPushes.to(p))))
                                    .start(Duration.ofMillis(200), true);
                            return new NmeaFactory(
                                    peer -> {
                                        peers.add(peer);
                                        return new Session();
                                    });
                        });
        assertThat(seen)
                .contains("\"mode\":3", "\"lat\":48.1173", "\"lon\":11.51666")
                .contains("\"PRN\":4,\"el\":40.0,\"az\":83.0,\"ss\":46.0");
    }

    @Test
    void gpsd_follows_the_ship_of_the_example() throws Exception {
        assertThat(gpsd(reactor -> NmeaExample.factory(reactor, Clock.systemUTC())))
                .contains("\"mode\":3", "\"lat\":54.3", "\"lon\":10.2", "\"altMSL\":2.5");
    }

    /** What gpsd tells of the sentences of a server. */
    private static String gpsd(Served.Maker maker) throws Exception {
        String gpsd = Programs.find("gpsd").toString();
        Programs.find("gpspipe");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Served served = new Served(maker)) {
            String source = "tcp://127.0.0.1:" + served.port();
            Process daemon = new ProcessBuilder(gpsd, "-N", "-n", "-S", "" + port, source).start();
            try {
                awaitListening(port);
                return Programs.run("gpspipe", "-w", "-n", "9", "127.0.0.1:" + port);
            } finally {
                daemon.destroy();
            }
        }
    }

    /** Returns when something listens on {@code port}. */
    private static void awaitListening(int port) throws IOException {
        for (long end = System.nanoTime() + WAIT_NS; ; ) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (ConnectException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
