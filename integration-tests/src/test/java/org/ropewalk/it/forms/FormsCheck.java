package org.ropewalk.it.forms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/**
 * What must be true of any input: the pieces in which it arrives change nothing, each call that a
 * server understands is one that a client makes and the server understands as the same, and each
 * call to a hostile server ends once. A failure is an {@link AssertionError}.
 */
final class FormsCheck {
    private FormsCheck() {}

    /** What a server does with bytes. */
    private record Outcome(String replies, List<String> calls, boolean open) {}

    // ---- servers

    /** Checks the server of lines. */
    static void lines(byte[] input, int cut) {
        List<FormsHandler.Made> calls = new ArrayList<>();
        Outcome whole = formsOf(calls, input);
        int at = Math.min(cut, input.length);
        Outcome pieces =
                formsOf(
                        new ArrayList<>(),
                        Arrays.copyOf(input, at),
                        Arrays.copyOfRange(input, at, input.length));
        same(whole, pieces);
        for (FormsHandler.Made call : calls) {
            List<FormsHandler.Made> again = new ArrayList<>();
            MemoryNetwork network = new MemoryNetwork(1);
            Reactor reactor = network.reactor();
            reactor.listen("tcp:4000", new FormsFactory(peer -> new FormsHandler(again, peer)));
            CompletableFuture<Connection<FormsClient>> opened =
                    FormsClient.open(reactor, "tcp:127.0.0.1:4000", (name, rows) -> {});
            network.run();
            CompletableFuture<?> made = call.again().apply(opened.join().commands());
            network.run();
            again(call.text(), made, again.stream().map(FormsHandler.Made::text).toList());
            reactor.close();
        }
    }

    /** Checks the server of blocks. */
    static void blocks(byte[] input, int cut) {
        List<FormsHandler.OfBlocks.Made> calls = new ArrayList<>();
        Outcome whole = blocksOf(calls, input);
        int at = Math.min(cut, input.length);
        Outcome pieces =
                blocksOf(
                        new ArrayList<>(),
                        Arrays.copyOf(input, at),
                        Arrays.copyOfRange(input, at, input.length));
        same(whole, pieces);
        for (FormsHandler.OfBlocks.Made call : calls) {
            List<FormsHandler.OfBlocks.Made> again = new ArrayList<>();
            MemoryNetwork network = new MemoryNetwork(1);
            Reactor reactor = network.reactor();
            reactor.listen(
                    "tcp:4000", new FormBlocksFactory(peer -> new FormsHandler.OfBlocks(again)));
            CompletableFuture<Connection<FormBlocksClient>> opened =
                    FormBlocksClient.open(reactor, "tcp:127.0.0.1:4000");
            network.run();
            CompletableFuture<?> made = call.again().apply(opened.join().commands());
            network.run();
            again(call.text(), made, again.stream().map(FormsHandler.OfBlocks.Made::text).toList());
            reactor.close();
        }
    }

    private static Outcome formsOf(List<FormsHandler.Made> calls, byte[]... pieces) {
        return outcome(
                new FormsFactory(peer -> new FormsHandler(calls, peer)),
                () -> calls.stream().map(FormsHandler.Made::text).toList(),
                pieces);
    }

    private static Outcome blocksOf(List<FormsHandler.OfBlocks.Made> calls, byte[]... pieces) {
        return outcome(
                new FormBlocksFactory(peer -> new FormsHandler.OfBlocks(calls)),
                () -> calls.stream().map(FormsHandler.OfBlocks.Made::text).toList(),
                pieces);
    }

    private static Outcome outcome(
            Factory factory, Supplier<List<String>> calls, byte[]... pieces) {
        StringTransport transport = new StringTransport().connect(factory);
        for (byte[] piece : pieces) {
            transport.deliver(piece);
        }
        return new Outcome(
                new String(transport.value(), ISO_8859_1), calls.get(), transport.isOpen());
    }

    private static void same(Outcome whole, Outcome pieces) {
        if (!whole.equals(pieces)) {
            throw new AssertionError("in one piece " + whole + ", in two " + pieces);
        }
    }

    private static void again(String call, CompletableFuture<?> made, List<String> again) {
        Throwable failure = made.handle((value, thrown) -> thrown).getNow(null);
        boolean refused =
                failure instanceof IllegalArgumentException
                        && failure.getMessage().startsWith("cannot be written");
        if (!made.isDone() || !again.equals(refused ? List.of() : List.of(call))) {
            throw new AssertionError(call + " is made again as " + again + ", " + failure);
        }
    }

    // ---- clients

    /** Checks the client of lines, whose calls are chosen by {@code which}. */
    static void client(int[] which, byte[] said) {
        hostile(
                which,
                said,
                reactor -> FormsClient.open(reactor, "tcp:127.0.0.1:4000", (name, rows) -> {}),
                FormsCheck::call);
    }

    /** Checks the client of blocks. */
    static void blockClient(int[] which, byte[] said) {
        hostile(
                which,
                said,
                reactor -> FormBlocksClient.open(reactor, "tcp:127.0.0.1:4000"),
                FormsCheck::blockCall);
    }

    private static <C> void hostile(
            int[] which,
            byte[] said,
            Function<Reactor, CompletableFuture<Connection<C>>> open,
            BiFunction<C, Integer, CompletableFuture<?>> call) {
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
        CompletableFuture<Connection<C>> opened = open.apply(reactor);
        network.run();
        C commands = opened.join().commands();
        int[] ends = new int[which.length];
        for (int i = 0; i < which.length; i++) {
            int number = i;
            call.apply(commands, which[i]).whenComplete((value, failure) -> ends[number]++);
        }
        network.run();
        int half = said.length / 2;
        server[0].transport().write(said, 0, half);
        network.run();
        server[0].transport().write(said, half, said.length - half);
        network.run();
        server[0].transport().loseConnection();
        network.run();
        network.advance(Duration.ofSeconds(120));
        if (!Arrays.stream(ends).allMatch(count -> count == 1)) {
            throw new AssertionError("calls have ended so often: " + Arrays.toString(ends));
        }
        reactor.close();
        if (!network.leaks().isEmpty()) {
            throw new AssertionError(network.leaks());
        }
    }

    private static CompletableFuture<?> call(FormsClient client, int which) {
        return switch (Math.floorMod(which, 6)) {
            case 0 -> client.map("a", "b");
            case 1 -> client.at(7, 30, Optional.of(Forms.Mode.SLOW), true);
            case 2 -> client.find(new Forms.Pair(1, 2), List.of("x"));
            case 3 -> client.load("n", Forms.Mode.FAST, List.of(new Forms.Row(1, "t")));
            case 4 -> client.put("k", Bytes.of("data"));
            default -> client.send(Map.of("a", "b"));
        };
    }

    private static CompletableFuture<?> blockCall(FormBlocksClient client, int which) {
        return switch (Math.floorMod(which, 3)) {
            case 0 ->
                    client.dial(
                            new Forms.Number(7),
                            Optional.empty(),
                            List.of("t"),
                            OptionalInt.empty(),
                            OptionalInt.empty());
            case 1 -> client.log(Map.of("a", List.of("1", "2")));
            default -> client.note("t", Bytes.of("x"));
        };
    }
}
