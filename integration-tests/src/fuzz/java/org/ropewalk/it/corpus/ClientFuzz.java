package org.ropewalk.it.corpus;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A server says what it likes: each call ends once, and nothing is left. */
public final class ClientFuzz {
    private ClientFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Protocol[] server = new Protocol[1];
        reactor.listen(
                "tcp:4000",
                Factory.forProtocol(
                        () -> {
                            server[0] = new Protocol() {};
                            return server[0];
                        }));
        CompletableFuture<Connection<CorpusClient.Guest>> opened =
                CorpusClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        CorpusClient.Guest commands = opened.join().commands();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        int[] ends = new int[8];
        for (int i = data.consumeInt(1, ends.length); i > 0; i--) {
            CompletableFuture<?> call =
                    switch (data.consumeInt(0, 4)) {
                        case 0 -> commands.ping();
                        case 1 -> commands.echo("x");
                        case 2 -> commands.add(1, 2);
                        case 3 -> commands.get(new Corpus.Key("k"));
                        default -> commands.huge(3);
                    };
            int number = calls.size();
            call.whenComplete((value, failure) -> ends[number]++);
            calls.add(call);
        }
        network.run();
        byte[] said = data.consumeRemainingAsBytes();
        int half = said.length / 2;
        server[0].transport().write(said, 0, half);
        network.run();
        server[0].transport().write(said, half, said.length - half);
        network.run();
        server[0].transport().loseConnection();
        network.run();
        network.advance(Duration.ofSeconds(120));
        for (int i = 0; i < calls.size(); i++) {
            if (ends[i] != 1) {
                throw new AssertionError("call " + i + " has ended " + ends[i] + " times");
            }
        }
        reactor.close();
        if (!network.leaks().isEmpty()) {
            throw new AssertionError(network.leaks());
        }
    }
}
