package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.examples.smtp.SmtpFactory;
import org.ropewalk.examples.value.Address;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** What the examples answer, against the texts of their protocols and their real servers. */
class ExampleTextTest {
    @TempDir private Path directory;

    private static void assertAnswer(StringTransport transport, String input, String expected) {
        transport.clear();
        transport.deliver(input.replace("\n", "\r\n"));
        transport.runTurns();
        assertThat(transport.text()).isEqualTo(expected.replace("\n", "\r\n"));
    }

    // ---- SMTP

    private StringTransport smtp() {
        SmtpFactory factory = SmtpExample.factory(new PostOffice(directory, "secret", false));
        factory.blocking(Runnable::run);
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver("HELO me\r\n");
        return transport;
    }

    /** RFC 4954 4: after a success a server rejects a further AUTH by 503. */
    @Test
    void F62_aSecondAuthIs503() {
        StringTransport transport = smtp();
        assertAnswer(
                transport,
                "AUTH PLAIN AHUxAHNlY3JldA==\n",
                "235 2.7.0 Authentication successful\n");
        transport.clear();
        transport.deliver("AUTH PLAIN AHUxAHNlY3JldA==\r\n");
        transport.advance(java.time.Duration.ofSeconds(1));
        assertThat(transport.text()).isEqualTo("503 5.5.1 Error: already authenticated\r\n");
    }

    /** RFC 4954 8: the line behind a challenge may be empty. */
    @Test
    void F62_anEmptyAnswerToAChallengeIsNoCommand() {
        StringTransport transport = smtp();
        assertAnswer(transport, "AUTH PLAIN\n", "334 \n");
        assertAnswer(
                transport,
                "\n\n",
                "501 5.5.2 Error: an empty answer\n500 5.5.2 Error: bad syntax\n");
    }

    /** RFC 5321 appendix C, 4.1.2. */
    @Test
    void F62_sourceRoutesAndQuotedLocalPartsAreAccepted() {
        assertAnswer(
                smtp(),
                "MAIL FROM:<@a,@b:c@d>\nRCPT TO:<@a.example,@b.example:u1@example.org>\n"
                        + "RCPT TO:<\"u1\"@example.org>\nRCPT TO:<\"u\\1\"@example.org>\n",
                "250 2.1.0 Ok\n250 2.1.5 Ok\n250 2.1.5 Ok\n250 2.1.5 Ok\n");
    }

    /** RFC 5321 4.1.2: a quoted string may hold blanks, and a dot-string may not. */
    @Test
    void F62_quotedLocalPartsMayHoldBlanks() {
        StringTransport transport = smtp();
        assertAnswer(
                transport,
                "MAIL FROM:<a b@c.d>\nMAIL FROM:<\"a b\"@c d>\nMAIL FROM:<\"a b\"@c.d>\n",
                "501 5.1.7 Bad sender address syntax\n"
                        + "501 5.1.7 Bad sender address syntax\n250 2.1.0 Ok\n");
        assertAnswer(
                transport,
                "RCPT TO:<\"a \\\"b\"@c.d>\nRCPT TO:<a b@c.d>\nRCPT TO:<u1@c.d>\n",
                "550 5.1.1 Recipient address rejected\n501 5.1.3 bad address syntax\n"
                        + "250 2.1.5 Ok\n");
        assertAnswer(transport, "RSET\nMAIL FROM: <\"a b\"@c.d>\n", "250 2.0.0 Ok\n250 2.1.0 Ok\n");
    }

    /** RFC 5321 4.1.2: a domain is not empty; Postfix 3.7 refuses it too. */
    @Test
    void F62_aDomainIsNotEmpty() {
        assertAnswer(
                smtp(),
                "MAIL FROM:<a@>\nMAIL FROM:<a@b>\nRCPT TO:<u1@>\nRCPT TO:<\"u1@\">\n",
                "501 5.1.7 Bad sender address syntax\n250 2.1.0 Ok\n"
                        + "501 5.1.3 bad address syntax\n550 5.1.1 Recipient address rejected\n");
    }

    /** RFC 5321 4.1.2, 1870: parameters stand behind quoted names too. */
    @Test
    void F62_parametersStandBehindQuotedNames() {
        assertAnswer(
                smtp(),
                "MAIL FROM:<\"a b\"@c.d> SIZE=99999999999\nMAIL FROM:<\"a b\"@c.d> SIZE=10\n",
                "552 5.3.4 Message size exceeds fixed limit\n250 2.1.0 Ok\n");
    }

    @Test
    void F62_addressesAreWrittenAsTheyAreRead() {
        for (String word :
                List.of(
                        "u1@c.d",
                        "a.b",
                        "\"a b\"@c.d",
                        "\"a\\\"b\\\\\"@c.d",
                        "j\u00f6rg@c.d",
                        "\"a@b\"@c.d")) {
            assertThat(Address.parse(word)).hasToString(word);
        }
        assertThat(Address.parse("@a,@b:\"u1\"@c.d")).hasToString("u1@c.d");
    }

    /** RFC 1870 4: a size has up to 20 digits; 6.1: one over the limit is 552. */
    @Test
    void F62_sizesHaveUpToTwentyDigits() {
        for (String size : List.of("2147483648", "18446744073709551615", "99999999999999999999")) {
            assertAnswer(
                    smtp(),
                    "MAIL FROM:<a@b> SIZE=" + size + "\n",
                    "552 5.3.4 Message size exceeds fixed limit\n");
        }
        StringTransport transport = smtp();
        for (String size : List.of("-1", "x", "1x")) {
            transport.clear();
            transport.deliver("MAIL FROM:<a@b> SIZE=" + size + "\r\n");
            assertThat(transport.text()).as(size).startsWith("501 5.5.4 Error: ");
        }
        assertAnswer(transport, "MAIL FROM:<a@b> SIZE=0\n", "250 2.1.0 Ok\n");
    }

    /** RFC 5321 4.1.1.8. */
    @Test
    void F62_help() {
        assertAnswer(
                smtp(), "HELP\nHELP MAIL\n", "214 2.0.0 See RFC 5321\n214 2.0.0 See RFC 5321\n");
    }

    /** RFC 6531 3.4: an address that is not ASCII comes with SMTPUTF8. */
    @Test
    void F62_sendersInUtf8NeedSmtputf8() {
        StringTransport transport = smtp();
        assertAnswer(
                transport,
                "MAIL FROM:<j\u00f6rg@example.org>\n",
                "553 5.6.7 This address needs SMTPUTF8\n");
        assertAnswer(transport, "MAIL FROM:<j\u00f6rg@example.org> SMTPUTF8\n", "250 2.1.0 Ok\n");
    }

    // ---- IRC

    private static StringTransport irc(Network network, String nick) {
        StringTransport transport = new StringTransport().connect(IrcExample.factory(network));
        transport.deliver("NICK " + nick + "\r\nUSER u 0 * :Real " + nick + "\r\n");
        return transport;
    }

    /** RFC 2812 3.3.1: ERR_NOTEXTTOSEND. */
    @Test
    void F63_anEmptyTextIs412() {
        assertAnswer(irc(new Network("s"), "n"), "PRIVMSG n :\n", ":s 412 n :No text to send\n");
    }

    /** A parameter that begins with a colon would be the last one of an answer. */
    @Test
    void F24_aNameThatBeginsWithAColonIsShownAsAStar() {
        StringTransport n = irc(new Network("s"), "n");

        assertAnswer(n, "PRIVMSG n,:x :a\n", ":n!~u@192.168.1.1 PRIVMSG n :a\n" + noNick("*"));
        assertAnswer(n, "NOTICE y,:x :a\n", "");
        assertAnswer(
                n, "WHOIS y,:x\n", noNick("y") + endOfWhois("y") + noNick("*") + endOfWhois("*"));
        assertAnswer(
                n,
                "WHOWAS y,:x\n",
                ":s 406 n y :There was no such nickname\n:s 369 n y :End of WHOWAS\n"
                        + ":s 406 n * :There was no such nickname\n:s 369 n * :End of WHOWAS\n");
        assertAnswer(n, "JOIN x,:x\n", noChannel("x") + noChannel("*"));
        assertAnswer(n, "PART x,:x\n", noChannel("x") + noChannel("*"));
        assertAnswer(n, "NAMES x,:x\n", endOfNames("x") + endOfNames("*"));
        n.deliver("JOIN #c\r\n");
        n.runTurns();
        n.clear();
        assertAnswer(n, "KICK #c,:x n,:x\n", ":n!~u@192.168.1.1 KICK #c n :n\n" + noChannel("*"));
        n.deliver("JOIN #c\r\n");
        n.runTurns();
        n.clear();
        assertAnswer(
                n,
                "KICK #c y,:x\n",
                ":s 441 n y #c :They are not on that channel\n"
                        + ":s 441 n * #c :They are not on that channel\n");
        assertAnswer(n, "CAP REQ :x : :y\n", ":s CAP n NAK :x : :y\n");
        assertAnswer(n, "MODE #c +1:\n", unknownMode("1") + unknownMode("*"));
        assertAnswer(n, "MODE #c +o ::x\n", noNick("*"));
    }

    private static String noNick(String name) {
        return ":s 401 n " + name + " :No such nick or channel name\n";
    }

    private static String endOfWhois(String name) {
        return ":s 318 n " + name + " :End of WHOIS list\n";
    }

    private static String noChannel(String name) {
        return ":s 403 n " + name + " :No such channel\n";
    }

    private static String endOfNames(String name) {
        return ":s 366 n " + name + " :End of NAMES list\n";
    }

    private static String unknownMode(String letter) {
        return ":s 472 n " + letter + " :is unknown mode char for #c\n";
    }

    /** IRCv3, capability negotiation: ERR_INVALIDCAPCMD. */
    @Test
    void F63_anUnknownCapCommandIs410() {
        assertAnswer(
                irc(new Network("s"), "n"),
                "CAP FOO\nCAP FOO bar\n",
                ":s 410 n FOO :Invalid CAP command\n:s 410 n FOO :Invalid CAP command\n");
    }

    /** RFC 2812 3.2.1. */
    @Test
    void F63_join0LeavesAllChannels() {
        StringTransport transport = irc(new Network("s"), "n");
        transport.deliver("JOIN #a,#b\r\n");
        String host = "n!~u@192.168.1.1";
        assertAnswer(transport, "JOIN 0\n", ":" + host + " PART #a\n:" + host + " PART #b\n");
        assertAnswer(transport, "PART #a\n", ":s 403 n #a :No such channel\n");
    }

    /** RFC 2812 3.2.5: a secret channel has no names for those who are not in it. */
    @Test
    void F63_namesOfASecretChannel() {
        Network network = new Network("s");
        irc(network, "n").deliver("JOIN #a\r\nMODE #a +s\r\n");
        assertAnswer(irc(network, "other"), "NAMES #a\n", ":s 366 other #a :End of NAMES list\n");
    }

    @Test
    void F63_aChangeOfCaseIsAnnouncedOnce_andTheSameNameNotAtAll() {
        StringTransport transport = irc(new Network("s"), "n");
        assertAnswer(transport, "NICK N\n", ":n!~u@192.168.1.1 NICK :N\n");
        assertAnswer(transport, "NICK N\n", "");
    }

    /** RFC 2812 2.3.1: a user's name holds no "@". */
    @Test
    void F63_aUserNameHoldsNoSignsOfAPrefix() {
        StringTransport transport =
                new StringTransport().connect(IrcExample.factory(new Network("s")));
        transport.deliver("NICK n\r\nUSER a@b!c 0 * :r\r\n");
        assertThat(transport.text()).contains(" n!~abc@192.168.1.1\r\n");
    }

    // ---- NATS, beanstalkd

    /** nats-server 2.9 tells the error, and delivers the message. */
    @Test
    void F64_pedanticComplainsAboutWildcardsInPub() {
        StringTransport transport =
                new StringTransport().connect(NatsExample.factory(new Broker()));
        assertAnswer(
                transport,
                "CONNECT {\"verbose\":false,\"pedantic\":true}\nPUB a.* 2\nhi\nPUB a.b 2\nhi\nPUB a..b 2\nhi\n",
                "-ERR 'Invalid Publish Subject'\n-ERR 'Invalid Publish Subject'\n");
        assertAnswer(
                transport,
                "CONNECT {\"verbose\":false,\"pedantic\":false}\nPUB a.* 2\nhi\nPING\n",
                "PONG\n");
    }

    /** nats-server 2.9.10: a sid that is used again names its first subscription, until UNSUB. */
    @Test
    void F64_aSidNamesOneSubscriptionOfItsClient() {
        Broker broker = new Broker();
        StringTransport first = new StringTransport().connect(NatsExample.factory(broker));
        StringTransport second = new StringTransport().connect(NatsExample.factory(broker));
        first.deliver("CONNECT {\"verbose\":false}\r\nSUB a 1\r\nSUB b 1\r\n");
        second.deliver("CONNECT {\"verbose\":false}\r\nSUB b 1\r\n");
        second.clear();

        assertAnswer(first, "PUB a 1\nx\nPUB b 1\ny\n", "MSG a 1 1\nx\n");
        second.runTurns();
        assertThat(second.text()).isEqualTo("MSG b 1 1\r\ny\r\n");
        assertAnswer(first, "UNSUB 1\nPUB a 1\nz\nPING\n", "PONG\n");
        assertAnswer(first, "SUB c 2\nUNSUB 2 1\nPUB c 1\n1\nPUB c 1\n2\n", "MSG c 2 1\n1\n");
    }

    /** nats-server 2.9.10: a subject with an empty word goes to no subscription. */
    @Test
    void F64_aSubjectWithAnEmptyWordIsNotDelivered() {
        StringTransport transport =
                new StringTransport().connect(NatsExample.factory(new Broker()));
        assertAnswer(
                transport,
                "CONNECT {\"verbose\":false,\"pedantic\":false}\nSUB > 1\nSUB *.* 2\nSUB a.> 3\n"
                        + "PUB a. 1\nx\nPUB .a 1\nx\nPUB a..b 1\nx\nPING\n",
                "PONG\n");
    }

    /** nats-server 2.9.10: only the client that asks is told that there is no responder. */
    @Test
    void F64_onlyTheRequesterLearnsThatThereAreNoResponders() {
        Broker broker = new Broker();
        StringTransport first = new StringTransport().connect(NatsExample.factory(broker));
        StringTransport second = new StringTransport().connect(NatsExample.factory(broker));
        String connect =
                "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"echo\":false}\n";
        first.deliver((connect + "SUB in.* 1\nSUB in.1 q 2\n").replace("\n", "\r\n"));
        second.deliver((connect + "SUB > 1\nUNSUB 1\nSUB in.1 1\n").replace("\n", "\r\n"));
        second.clear();

        assertAnswer(
                first,
                "PUB nobody in.1 1\nx\nPING\n",
                "HMSG in.1 1 16 16\nNATS/1.0 503\n\n\nPONG\n");
        second.runTurns();
        assertThat(second.text()).isEmpty();
    }

    /** A client whose connection was closed for an error, and that has not closed its side. */
    @Test
    void F64_aClosedClientTakesNoMessageOfItsQueueGroup() {
        Broker broker = new Broker();
        StringTransport closed = new StringTransport().connect(NatsExample.factory(broker));
        StringTransport open = new StringTransport().connect(NatsExample.factory(broker));
        String connect = "CONNECT {\"verbose\":false}\r\nSUB a q 1\r\n";
        closed.deliver(connect + "FOO\r\n");
        open.deliver(connect);

        assertAnswer(open, "PUB a 1\nx\nPUB a 1\ny\n", "MSG a 1 1\nx\nMSG a 1 1\ny\n");
    }

    /** nats-server 2.9.10: a second CONNECT changes the options that it names. */
    @Test
    void F64_aSecondConnectChangesWhatItNames() {
        StringTransport transport =
                new StringTransport().connect(NatsExample.factory(new Broker()));
        assertAnswer(
                transport,
                "CONNECT {\"headers\":true,\"echo\":false,\"verbose\":false}\nSUB a 1\n"
                        + "CONNECT {\"echo\":true}\nHPUB a 12 14\nNATS/1.0\n\nhi\n",
                "HMSG a 1 12 14\nNATS/1.0\n\nhi\n");
    }

    /** nats-server 2.9.10: headers are for clients that have said so. */
    @Test
    void F64_headersNeedTheClientsWord() {
        StringTransport transport =
                new StringTransport().connect(NatsExample.factory(new Broker()));
        assertAnswer(
                transport,
                "CONNECT {\"verbose\":false}\nSUB a 1\nHPUB a 12 14\nNATS/1.0\n\nhi\nPING\n",
                "");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    /** beanstalkd's protocol.txt: a pause is an unsigned number of 32 bits. */
    @Test
    void F64_longPausesAreShownAsTheyWereSet() {
        StringTransport transport =
                new StringTransport()
                        .connect(
                                BeanstalkdExample.factory(
                                        new Store(new MemoryNetwork(1).reactor())));
        transport.deliver("pause-tube default 4294967295\r\nstats-tube default\r\n");
        assertThat(transport.text()).contains("\npause: 4294967295\n");
    }

    /** beanstalkd 1.12 skips no body behind a length that is none: it reads it as a command. */
    @Test
    void F61_aJobWithoutALengthIsABadFormat_andTheConnectionStays() {
        StringTransport transport =
                new StringTransport()
                        .connect(
                                BeanstalkdExample.factory(
                                        new Store(new MemoryNetwork(1).reactor())));
        for (String numbers :
                new String[] {"0 0 10 -1", "0 0 10 x", "0 0 10 5x", "x 0 10 5", "0 -1 10 5"}) {
            assertAnswer(
                    transport,
                    "put " + numbers + "\nhello\nlist-tube-used\n",
                    "BAD_FORMAT\nUNKNOWN_COMMAND\nUSING default\n");
        }
    }

    /** beanstalkd's own cttest_quit_releases_job: its client does not close its side. */
    @Test
    void F64_quitReleasesJobsAtOnce() {
        Store store = new Store(new MemoryNetwork(1).reactor());
        StringTransport first = new StringTransport().connect(BeanstalkdExample.factory(store));
        StringTransport second = new StringTransport().connect(BeanstalkdExample.factory(store));

        assertAnswer(first, "put 0 0 100 1\na\nreserve\n", "INSERTED 1\nRESERVED 1 1\na\n");
        first.deliver("quit\r\n");
        assertAnswer(second, "reserve-with-timeout 0\n", "RESERVED 1 1\na\n");
    }

    /** The keys of beanstalkd 1.12, in their order. */
    @Test
    void F64_beanstalkdsStatsHaveAllKeys() {
        StringTransport transport =
                new StringTransport()
                        .connect(
                                BeanstalkdExample.factory(
                                        new Store(new MemoryNetwork(1).reactor())));
        transport.deliver("stats\r\n");
        List<String> keys = new ArrayList<>();
        transport
                .text()
                .lines()
                .skip(2)
                .filter(line -> line.contains(": "))
                .forEach(line -> keys.add(line.substring(0, line.indexOf(':'))));

        assertThat(keys)
                .containsExactly(
                        "current-jobs-urgent",
                        "current-jobs-ready",
                        "current-jobs-reserved",
                        "current-jobs-delayed",
                        "current-jobs-buried",
                        "cmd-put",
                        "cmd-peek",
                        "cmd-peek-ready",
                        "cmd-peek-delayed",
                        "cmd-peek-buried",
                        "cmd-reserve",
                        "cmd-reserve-with-timeout",
                        "cmd-delete",
                        "cmd-release",
                        "cmd-use",
                        "cmd-watch",
                        "cmd-ignore",
                        "cmd-bury",
                        "cmd-kick",
                        "cmd-touch",
                        "cmd-stats",
                        "cmd-stats-job",
                        "cmd-stats-tube",
                        "cmd-list-tubes",
                        "cmd-list-tube-used",
                        "cmd-list-tubes-watched",
                        "cmd-pause-tube",
                        "job-timeouts",
                        "total-jobs",
                        "max-job-size",
                        "current-tubes",
                        "current-connections",
                        "current-producers",
                        "current-workers",
                        "current-waiting",
                        "total-connections",
                        "pid",
                        "version",
                        "rusage-utime",
                        "rusage-stime",
                        "uptime",
                        "binlog-oldest-index",
                        "binlog-current-index",
                        "binlog-records-migrated",
                        "binlog-records-written",
                        "binlog-max-size",
                        "draining",
                        "id",
                        "hostname",
                        "os",
                        "platform");
    }
}
