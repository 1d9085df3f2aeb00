package org.ropewalk.it.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pircbotx.Configuration;
import org.pircbotx.PircBotX;
import org.pircbotx.hooks.ListenerAdapter;
import org.pircbotx.hooks.events.JoinEvent;
import org.pircbotx.hooks.events.MessageEvent;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.irc.Irc;
import org.ropewalk.examples.irc.IrcClient;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Script;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;

/** The server that the declaration of IRC became, and its client. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IrcTest {
    @TempDir private Path directory;

    private static Served serve() {
        return new Served(reactor -> IrcExample.factory(new Network("My.Little.Server")));
    }

    /** Somebody who types. */
    private static final class Typist implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private final PrintWriter out;

        Typist(Served served, String nick) throws Exception {
            socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
            socket.setSoTimeout(20_000);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            out = new PrintWriter(socket.getOutputStream(), false, UTF_8);
            say("NICK " + nick);
            say("USER " + nick + " 0 * :Real " + nick);
            await(" 376 ");
        }

        void say(String line) {
            out.print(line + "\r\n");
            out.flush();
        }

        /** The next line that has {@code part}. */
        String await(String part) throws Exception {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(part)) {
                    return line;
                }
            }
            throw new AssertionError("the connection ended before " + part);
        }

        @Override
        public void close() throws java.io.IOException {
            socket.close();
        }
    }

    // ---- clients that others wrote

    @Test
    void pircbotx_joins_sends_and_receives() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Served served = serve();
                Typist ann = new Typist(served, "ann")) {
            ann.say("JOIN #ropes");
            ann.await(" 366 ");
            PircBotX bot =
                    new PircBotX(
                            new Configuration.Builder()
                                    .setName("bot")
                                    .addServer("127.0.0.1", served.port())
                                    .addAutoJoinChannel("#ropes")
                                    .addListener(
                                            new ListenerAdapter() {
                                                @Override
                                                public void onJoin(JoinEvent event) {
                                                    if (event.getUser().getNick().equals("bot")) {
                                                        event.getChannel()
                                                                .send()
                                                                .message("here I am");
                                                    }
                                                }

                                                @Override
                                                public void onMessage(MessageEvent event) {
                                                    heard.add(
                                                            event.getUser().getNick()
                                                                    + ": "
                                                                    + event.getMessage());
                                                    event.respondPrivateMessage("heard");
                                                }
                                            })
                                    .buildConfiguration());
            Thread runs =
                    new Thread(
                            () -> {
                                try {
                                    bot.startBot();
                                } catch (Exception e) {
                                    heard.add(e.toString());
                                }
                            });
            runs.start();
            assertThat(ann.await("PRIVMSG #ropes")).endsWith(":here I am");
            ann.say("PRIVMSG #ropes :hello : bot");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("ann: hello : bot");
            assertThat(ann.await("PRIVMSG ann")).endsWith(":heard");
            bot.stopBotReconnect();
            bot.sendIRC().quitServer("done");
            assertThat(ann.await("QUIT")).contains(":bot!").contains("done");
            runs.join(20_000);
        }
    }

    @Test
    void sic_joins_and_talks() throws Exception {
        Path sic = Programs.find("sic");
        try (Served served = serve();
                Typist ann = new Typist(served, "ann")) {
            ann.say("JOIN #ropes");
            ann.await(" 366 ");
            Process process =
                    new ProcessBuilder(
                                    sic.toString(),
                                    "-h",
                                    "127.0.0.1",
                                    "-p",
                                    String.valueOf(served.port()),
                                    "-n",
                                    "sicker")
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("sic").toFile())
                            .start();
            try {
                PrintWriter typed = new PrintWriter(process.getOutputStream(), true, UTF_8);
                typed.println(":j #ropes");
                assertThat(ann.await("JOIN")).startsWith(":sicker!");
                typed.println(":m #ropes hello there");
                assertThat(ann.await("PRIVMSG")).endsWith("hello there");
            } finally {
                process.destroy();
            }
            assertThat(ann.await("QUIT")).startsWith(":sicker!");
        }
    }

    @Test
    void ii_joins_and_talks() throws Exception {
        Path ii = Programs.find("ii");
        try (Served served = serve();
                Typist ann = new Typist(served, "ann")) {
            ann.say("JOIN #ropes");
            ann.await(" 366 ");
            Process process =
                    new ProcessBuilder(
                                    ii.toString(),
                                    "-s",
                                    "127.0.0.1",
                                    "-p",
                                    String.valueOf(served.port()),
                                    "-n",
                                    "filer",
                                    "-i",
                                    directory.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("ii.log").toFile())
                            .start();
            try {
                write(directory.resolve("127.0.0.1").resolve("in"), "/j #ropes\n");
                assertThat(ann.await("JOIN")).startsWith(":filer!");
                write(
                        directory.resolve("127.0.0.1").resolve("#ropes").resolve("in"),
                        "by a file\n");
                assertThat(ann.await("PRIVMSG")).endsWith(":by a file");
            } finally {
                process.destroy();
            }
        }
    }

    /** Writes into a pipe as soon as it is there. */
    private static void write(Path pipe, String text) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(pipe) && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }
        Files.writeString(pipe, text, java.nio.file.StandardOpenOption.WRITE);
    }

    @Test
    void irssi_registers_and_joins() throws Exception {
        Path irssi = Programs.find("irssi");
        Path script = Programs.find("script");
        try (Served served = serve();
                Typist ann = new Typist(served, "ann")) {
            ann.say("JOIN #ropes");
            ann.await(" 366 ");
            Path home = Files.createDirectories(directory.resolve("irssi"));
            Files.writeString(
                    home.resolve("config"),
                    "servers = ( { address = \"127.0.0.1\"; chatnet = \"x\"; port = \""
                            + served.port()
                            + "\"; autoconnect = \"yes\"; } );\n"
                            + "chatnets = { x = { type = \"IRC\"; nick = \"looker\"; } };\n"
                            + "channels = ( { name = \"#ropes\"; chatnet = \"x\"; autojoin = \"yes\"; } );\n");
            Process process =
                    new ProcessBuilder(
                                    script.toString(),
                                    "-qefc",
                                    irssi + " --home=" + home,
                                    "/dev/null")
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("irssi.log").toFile())
                            .start();
            try {
                assertThat(ann.await("JOIN")).startsWith(":looker!");
            } finally {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
            assertThat(ann.await("QUIT")).startsWith(":looker!");
        }
    }

    // ---- transcripts

    private static String answer(String input) {
        Clock fixed = Clock.fixed(Instant.ofEpochSecond(1_000_000_000), ZoneOffset.UTC);
        return Script.answer(
                        () ->
                                IrcExample.factory(
                                        new Network("My.Little.Server", new MemoryBudget(), fixed)),
                        input,
                        text -> text.replaceAll("@\\d+\\.[0-9.]+", "@HOST"))
                .replaceAll(":My.Little.Server (00[1-5]|25[1-5]|26[56]|37[256]) [^\r]*\r\n", "");
    }

    private static final String REGISTER = "NICK n1\r\nUSER n1 0 * :Real Name\r\n";

    @Test
    void before_registration_only_some_commands_are_legal() {
        assertThat(
                        answer(
                                "JOIN #x\r\nJOIN :\r\nCAP LS 302\r\nNICK n1\r\nUSER n1 0 * :Real Name\r\nJOIN #x\r\nCAP END\r\nJOIN #x\r\n"))
                .isEqualTo(
                        ":My.Little.Server 451 * :Connection not registered\r\n"
                                + ":My.Little.Server 451 * :Connection not registered\r\n"
                                + ":My.Little.Server CAP * LS :\r\n"
                                + ":My.Little.Server 451 n1 :Connection not registered\r\n"
                                + ":n1!~n1@HOST JOIN :#x\r\n"
                                + ":My.Little.Server 353 n1 = #x :@n1\r\n"
                                + ":My.Little.Server 366 n1 #x :End of NAMES list\r\n");
    }

    @Test
    void name_and_user_may_come_in_any_order() {
        assertThat(answer("USER n1 0 * :Real Name\r\nNICK n1\r\nPING x\r\n"))
                .isEqualTo(":My.Little.Server PONG My.Little.Server :x\r\n");
    }

    @Test
    void errors_are_answered_as_the_real_server_answers_them() {
        assertThat(
                        answer(
                                REGISTER
                                        + "FOO\r\nJOIN\r\nPRIVMSG\r\nPRIVMSG #t\r\nPRIVMSG nobody :x\r\nNOTICE nobody :x\r\n"
                                        + "PART #no\r\nNICK 1bad\r\nUSER x 0 * :x\r\n\r\nPING\r\nPING :a b\r\nping tok\n"
                                        + "TOPIC #no\r\nMODE #no\r\nQUIT :gone\r\n"))
                .isEqualTo(
                        ":My.Little.Server 421 n1 FOO :Unknown command\r\n"
                                + ":My.Little.Server 461 n1 JOIN :Syntax error\r\n"
                                + ":My.Little.Server 411 n1 :No recipient given (PRIVMSG)\r\n"
                                + ":My.Little.Server 412 n1 :No text to send\r\n"
                                + ":My.Little.Server 401 n1 nobody :No such nick or channel name\r\n"
                                + ":My.Little.Server 403 n1 #no :No such channel\r\n"
                                + ":My.Little.Server 432 n1 1bad :Erroneous nickname\r\n"
                                + ":My.Little.Server 462 n1 :Connection already registered\r\n"
                                + ":My.Little.Server 409 n1 :No origin specified\r\n"
                                + ":My.Little.Server PONG My.Little.Server :a b\r\n"
                                + ":My.Little.Server PONG My.Little.Server :tok\r\n"
                                + ":My.Little.Server 403 n1 #no :No such channel\r\n"
                                + ":My.Little.Server 403 n1 #no :No such channel\r\n"
                                + "ERROR :\"gone\"\r\n");
    }

    /** Modern IRC, ERR_INPUTTOOLONG (417). */
    @Test
    void a_line_too_long_is_refused_and_the_session_goes_on() {
        assertThat(answer(REGISTER + "PRIVMSG n1 :" + "x".repeat(499) + "\r\nPING x\r\n"))
                .isEqualTo(
                        ":My.Little.Server 417 n1 :Input line was too long\r\n"
                                + ":My.Little.Server PONG My.Little.Server :x\r\n");
    }

    @Test
    void modes_topics_and_kicks_are_for_operators() throws Exception {
        try (Served served = serve();
                Typist ann = new Typist(served, "ann");
                Typist bob = new Typist(served, "bob")) {
            ann.say("JOIN #t");
            ann.await(" 366 ");
            ann.say("MODE #t +tsk key");
            assertThat(ann.await("MODE")).isEqualTo(":ann!~ann@127.0.0.1 MODE #t +tsk key");
            bob.say("JOIN #t");
            assertThat(bob.await(" 475 ")).contains("#t");
            bob.say("JOIN #t key");
            bob.await(" 366 ");
            bob.say("TOPIC #t :mine");
            assertThat(bob.await(" 482 ")).contains("#t");
            ann.say("MODE #t +o bob");
            assertThat(bob.await("MODE")).endsWith("MODE #t +o bob");
            bob.say("TOPIC #t :new topic");
            assertThat(ann.await("TOPIC")).isEqualTo(":bob!~bob@127.0.0.1 TOPIC #t :new topic");
            bob.say("KICK #t ann :out");
            assertThat(ann.await("KICK")).isEqualTo(":bob!~bob@127.0.0.1 KICK #t ann :out");
            ann.say("NICK bob");
            assertThat(ann.await(" 433 ")).contains("bob :Nickname already in use");
            ann.say("LIST");
            assertThat(ann.await(" 323 ")).contains("End of LIST");
        }
    }

    // ---- the generated client

    /** Hears everything, as text. */
    private static Irc.Events listener(
            BlockingQueue<String> heard, CompletableFuture<Irc.Registered> welcome) {
        return (Irc.Events)
                Proxy.newProxyInstance(
                        IrcTest.class.getClassLoader(),
                        new Class<?>[] {Irc.Events.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("welcome")) {
                                welcome.complete((Irc.Registered) arguments[1]);
                            } else {
                                heard.add(
                                        method.getName()
                                                + (arguments == null
                                                        ? ""
                                                        : Arrays.toString(arguments)));
                            }
                            return null;
                        });
    }

    private static String await(BlockingQueue<String> heard, String begin) throws Exception {
        for (String next = heard.poll(20, TimeUnit.SECONDS);
                next != null;
                next = heard.poll(20, TimeUnit.SECONDS)) {
            if (next.startsWith(begin)) {
                return next;
            }
        }
        throw new AssertionError("never heard " + begin);
    }

    @Test
    void the_generated_client_registers_by_a_push_message_and_receives_a_channel()
            throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Irc.Registered> welcome = new CompletableFuture<>();
        BlockingQueue<Throwable> refusals = new LinkedBlockingQueue<>();
        try (Served served = serve();
                Typist ann = new Typist(served, "ann");
                Connection<IrcClient.Unregistered> connection =
                        IrcClient.open(
                                        served.reactor(),
                                        served.endpoint(),
                                        listener(heard, welcome),
                                        ClientOptions.standard().refusals(refusals::add))
                                .get(20, TimeUnit.SECONDS)) {
            ann.say("JOIN #t");
            ann.await(" 366 ");
            Irc.Unregistered unregistered = connection.blocking();
            unregistered.nick("client");
            unregistered.user("me", "0", "*", Bytes.of("The Client"));
            Irc.Registered registered = welcome.get(20, TimeUnit.SECONDS);
            registered.join(List.of("#t"), List.of());
            assertThat(await(heard, "names")).isEqualTo("names[PUBLIC, #t, [@ann, client]]");
            ann.say("PRIVMSG #t :hello : you");
            assertThat(await(heard, "privmsg")).contains("nick=ann").endsWith("#t, hello : you]");
            registered.privmsg(List.of("#t", "ann"), Bytes.of("good day"));
            assertThat(ann.await("PRIVMSG #t")).endsWith(":good day");
            registered.ping(Bytes.of("x"));
            assertThat(
                            org.assertj.core.api.Assertions.catchThrowable(
                                    () -> unregistered.pass(Bytes.of("too late"))))
                    .isInstanceOf(IllegalStateException.class);
            IrcClient.Registered.of(registered).nick("ann");
            registered.ping(Bytes.of("y"));
            assertThat(refusals.poll(20, TimeUnit.SECONDS)).isInstanceOf(Irc.NickInUse.class);
            assertThat(registered.quit(java.util.Optional.of(Bytes.of("bye"))))
                    .isEqualTo(Bytes.of("\"bye\""));
        }
    }
}
