package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.application.Daemon;
import org.ropewalk.testing.StringTransport;

class WeatherTest {
    /** The program. */
    static final class Main {
        public static void main(String[] args) {
            Path archive = Path.of("archive");
            System.exit(
                    Daemon.serving("weather", reactor -> factory(archive))
                            .loops(2)
                            .drain(Duration.ofSeconds(10))
                            .run(args));
        }

        static WeatherFactory factory(Path archive) {
            return new WeatherFactory(peer -> new Station(archive));
        }
    }

    static final class Station implements Weather {
        private final Path archive;

        Station(Path archive) {
            this.archive = archive;
        }

        @Override
        public int cities() {
            return 2;
        }

        @Override
        public CompletionStage<Integer> now(String city) {
            return Sensors.ask(city).thenApply(kelvin -> kelvin - 273);
        }

        @Override
        public int year(int year) {
            try {
                return Integer.parseInt(Files.readString(archive.resolve(year + ".txt")).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What another service answers, some time later. */
    static final class Sensors {
        static final CompletableFuture<Integer> KELVIN = new CompletableFuture<>();

        static CompletableFuture<Integer> ask(String city) {
            return KELVIN;
        }

        private Sensors() {}
    }

    @Test
    void repliesKeepTheOrderOfTheCommands(@TempDir Path archive) throws IOException {
        Files.writeString(archive.resolve("1999.txt"), "11\n");
        WeatherFactory factory = Main.factory(archive);
        factory.blocking(Runnable::run);
        StringTransport transport = new StringTransport().connect(factory);

        transport.deliver("NOW Oslo\r\nCITIES\r\nYEAR 1999\r\n");
        transport.runTurns();
        assertThat(transport.text()).isEmpty();

        Sensors.KELVIN.complete(280);
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("DEGREES 7\r\nCITIES 2\r\nMEAN 11\r\n");
    }
}
