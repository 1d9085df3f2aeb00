package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.examples.irc.Node;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** IRC on three nodes: nicknames, channels, modes and messages, and nodes that die. */
class IrcNodesTest {
    /** Who came first is decided in seconds: all come in the same one. */
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final MemoryNetwork network = new MemoryNetwork(11);
    private final MemoryBus bus = new MemoryBus(11);
    private final Registry names = Registry.local();
    private final List<MemoryBus.Port> engines = new ArrayList<>();
    private final List<SharedNames> registries = new ArrayList<>();

    @BeforeEach
    void threeNodes() {
        node(4001);
        node(4002);
        node(4003);
    }

    private void node(int port) {
        node(port, names);
    }

    private void node(int port, Registry names) {
        node(port, names, CLOCK);
    }

    private void node(int port, Registry names, Clock clock) {
        Reactor reactor = network.reactor();
        MemoryBus.Port engine = bus.port(reactor);
        engines.add(engine);
        registries.add(new SharedNames(names, reactor));
        Network irc = new Network("s", new MemoryBudget(), clock);
        Node.of(
                reactor,
                irc,
                Broadcast.over(reactor, engine, null),
                registries.get(registries.size() - 1));
        reactor.listen("tcp:" + port, IrcExample.factory(irc));
        network.run();
    }

    /** Connects and registers, and drops the welcome. */
    private MemoryPeer enter(int port, String nick) {
        MemoryPeer peer = network.connectPeer(port);
        send(peer, "NICK " + nick, "USER " + nick + " 0 * :Real " + nick);
        assertThat(read(peer)).contains(" 001 " + nick + " ").contains(" 376 ");
        return peer;
    }

    private void send(MemoryPeer peer, String... lines) {
        for (String line : lines) {
            peer.write((line + "\r\n").getBytes(UTF_8));
        }
        network.run();
    }

    private String read(MemoryPeer peer) {
        network.run();
        return new String(peer.read(1_000_000), UTF_8);
    }

    private String reply(MemoryPeer peer, String line) {
        send(peer, line);
        return read(peer);
    }

    /** Joins a channel, and drops what is sent for it. */
    private MemoryPeer in(MemoryPeer peer, String channel) {
        assertThat(reply(peer, "JOIN " + channel)).contains(" 366 ");
        return peer;
    }

    private static String from(String nick) {
        return ":" + nick + "!~" + nick + "@127.0.0.1 ";
    }

    @Test
    void a_channel_has_members_on_all_nodes() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = enter(4002, "bob");
        String joined = reply(bob, "JOIN #c");
        assertThat(joined).contains(from("bob") + "JOIN :#c", " 353 bob = #c :@ada bob\r\n");
        assertThat(read(ada)).isEqualTo(from("bob") + "JOIN :#c\r\n");
        MemoryPeer cyd = in(enter(4003, "cyd"), "#c");
        read(ada);
        read(bob);

        send(ada, "PRIVMSG #c :hello");

        assertThat(read(ada)).isEmpty();
        assertThat(read(bob)).isEqualTo(from("ada") + "PRIVMSG #c :hello\r\n");
        assertThat(read(cyd)).isEqualTo(from("ada") + "PRIVMSG #c :hello\r\n");
        send(bob, "PART #c :enough");
        assertThat(read(ada)).isEqualTo(from("bob") + "PART #c :enough\r\n");
        assertThat(reply(cyd, "NAMES #c")).contains(" 353 cyd = #c :@ada cyd\r\n");
    }

    @Test
    void a_message_reaches_a_user_on_another_node() {
        MemoryPeer ada = enter(4001, "ada");
        MemoryPeer bob = enter(4002, "bob");
        send(ada, "PRIVMSG bob :psst");
        assertThat(read(bob)).isEqualTo(from("ada") + "PRIVMSG bob :psst\r\n");
        assertThat(read(ada)).isEmpty();
        assertThat(reply(bob, "AWAY :out")).contains(" 306 ");
        assertThat(reply(ada, "PRIVMSG bob :there?")).isEqualTo(":s 301 ada bob :out\r\n");
        assertThat(reply(ada, "WHOIS bob")).contains(" 311 ada bob ~bob 127.0.0.1 * :Real bob\r\n");
        assertThat(reply(ada, "ISON bob nobody")).contains(":bob");
        assertThat(reply(ada, "PRIVMSG nobody :x")).contains(" 401 ");
    }

    @Test
    void a_nickname_belongs_to_one_user_of_all_nodes() {
        enter(4001, "ada");
        MemoryPeer other = network.connectPeer(4002);
        assertThat(reply(other, "NICK ADA")).contains(" 433 * ADA ");
        MemoryPeer bob = enter(4003, "bob");
        assertThat(reply(bob, "NICK Ada")).contains(" 433 bob Ada ");
    }

    @Test
    void of_two_users_that_take_a_nickname_at_once_one_gets_it() {
        MemoryPeer one = network.connectPeer(4001);
        MemoryPeer two = network.connectPeer(4002);
        network.run();
        for (MemoryPeer peer : List.of(one, two)) {
            peer.write("NICK ada\r\nUSER ada 0 * :Real\r\n".getBytes(UTF_8));
        }
        String first = read(one);
        String second = read(two);
        assertThat(first.contains(" 001 ada ") ^ second.contains(" 001 ada ")).isTrue();
        assertThat(first + second).contains(" 437 ");
        MemoryPeer refused = first.contains(" 437 ") ? one : two;
        assertThat(reply(refused, "NICK eve")).contains(" 001 eve ");
    }

    @Test
    void a_nickname_that_is_given_up_is_free_on_all_nodes() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        read(ada);
        assertThat(reply(ada, "NICK eve")).isEqualTo(from("ada") + "NICK :eve\r\n");
        assertThat(read(bob)).isEqualTo(from("ada") + "NICK :eve\r\n");
        assertThat(reply(bob, "WHOWAS ada")).contains(" 314 bob ada ");
        enter(4003, "ada");
    }

    @Test
    void topics_and_modes_hold_on_all_nodes() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        read(ada);
        send(ada, "MODE #c +tmk secret", "TOPIC #c :news", "MODE #c +b eve!*@*");
        assertThat(read(bob))
                .isEqualTo(
                        from("ada")
                                + "MODE #c +tmk secret\r\n"
                                + from("ada")
                                + "TOPIC #c :news\r\n"
                                + from("ada")
                                + "MODE #c +b eve!*@*\r\n");
        assertThat(reply(bob, "TOPIC #c :mine")).contains(" 482 ");
        assertThat(reply(bob, "PRIVMSG #c :muted")).contains(" 404 ");
        assertThat(reply(bob, "MODE #c")).contains(" 324 bob #c +mtk secret\r\n");
        assertThat(reply(bob, "MODE #c b")).contains(" 367 bob #c eve!*@* ");
        MemoryPeer cyd = enter(4003, "cyd");
        assertThat(reply(cyd, "JOIN #c")).contains(" 475 ");
        assertThat(reply(cyd, "JOIN #c secret")).contains(" 332 cyd #c :news\r\n");
        read(ada);
        read(bob);

        send(ada, "MODE #c +o bob");
        assertThat(reply(bob, "TOPIC #c :mine")).contains(from("bob") + "TOPIC #c :mine\r\n");
        assertThat(reply(bob, "KICK #c cyd :out")).contains("KICK #c cyd :out");
        assertThat(read(cyd)).contains(from("bob") + "KICK #c cyd :out\r\n");
        assertThat(reply(cyd, "PART #c")).contains(" 442 ");
        assertThat(reply(ada, "NAMES #c")).contains(" 353 ada = #c :@ada @bob\r\n");
        assertThat(reply(bob, "INVITE cyd #c")).contains(" 341 ");
        assertThat(read(cyd)).contains(from("bob") + "INVITE cyd #c\r\n");
    }

    @Test
    void a_user_that_quits_has_quit_on_all_nodes() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        read(ada);
        send(bob, "QUIT :bye");
        assertThat(read(ada)).isEqualTo(from("bob") + "QUIT :\"bye\"\r\n");
        MemoryPeer cyd = in(enter(4003, "cyd"), "#c");
        read(ada);
        cyd.close();
        assertThat(read(ada)).isEqualTo(from("cyd") + "QUIT :Connection closed\r\n");
    }

    @Test
    void the_users_of_a_node_that_died_quit_and_are_back_with_it() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        MemoryPeer cyd = in(enter(4003, "cyd"), "#c");
        read(ada);
        read(bob);

        engines.get(1).side(1);
        network.advance(SILENCE);

        assertThat(read(ada)).isEqualTo(from("bob") + "QUIT :Node lost\r\n");
        assertThat(read(cyd)).isEqualTo(from("bob") + "QUIT :Node lost\r\n");
        assertThat(read(bob))
                .contains(from("ada") + "QUIT :Node lost\r\n", from("cyd") + "QUIT :Node lost\r\n");

        engines.get(1).side(0);
        engines.get(1).disconnect();
        engines.get(1).connect();
        network.run();
        assertThat(read(ada)).isEqualTo(from("bob") + "JOIN :#c\r\n");
        assertThat(read(bob)).contains(from("ada") + "JOIN :#c\r\n", from("cyd") + "JOIN :#c\r\n");
        send(bob, "PRIVMSG #c :back");
        assertThat(read(cyd)).contains(from("bob") + "PRIVMSG #c :back\r\n");
        assertThat(reply(cyd, "NAMES #c")).contains("@ada").contains("bob").contains("cyd");
    }

    @Test
    void a_node_that_stood_still_knows_the_users_of_the_others_again() {
        in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        engines.get(1).late(true);
        network.advance(SILENCE);
        assertThat(read(bob)).isEqualTo(from("ada") + "QUIT :Node lost\r\n");

        engines.get(1).late(false);
        network.run();

        assertThat(read(bob)).isEqualTo(from("ada") + "JOIN :#c\r\n");
        assertThat(reply(bob, "NAMES #c")).contains(" 353 bob = #c :bob @ada\r\n");
    }

    @Test
    void the_users_of_a_node_go_on_while_the_engine_is_away() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer eve = in(enter(4001, "eve"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        read(ada);
        read(eve);
        engines.get(0).disconnect();
        registries.get(0).away(true);
        send(ada, "PRIVMSG #c :alone");
        assertThat(read(eve)).isEqualTo(from("ada") + "PRIVMSG #c :alone\r\n");
        assertThat(read(bob)).isEmpty();
        MemoryPeer newcomer = network.connectPeer(4001);
        assertThat(reply(newcomer, "NICK new\r\nUSER new 0 * :New")).contains(" 437 * new ");
        assertThat(reply(ada, "NICK other")).contains(" 437 ada other ");

        registries.get(0).away(false);
        engines.get(0).connect();
        network.run();
        assertThat(reply(newcomer, "NICK new")).contains(" 001 new ");
        assertThat(reply(ada, "NICK other")).contains(from("ada") + "NICK :other\r\n");
        assertThat(read(bob)).contains("NICK :other\r\n");
    }

    @Test
    void what_was_lost_on_the_way_is_asked_for() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        MemoryPeer eve = in(enter(4002, "eve"), "#d");
        read(ada);
        bus.loses(100);
        send(bob, "PART #c");
        eve.close();
        MemoryPeer cyd = in(enter(4002, "cyd"), "#c");
        bus.loses(0);
        network.advance(Duration.ofSeconds(4));
        assertThat(read(ada)).contains(from("bob") + "PART #c\r\n", from("cyd") + "JOIN :#c\r\n");
        assertThat(reply(ada, "NAMES #c")).contains(" 353 ada = #c :@ada ").doesNotContain("bob");
        assertThat(reply(ada, "WHOIS eve")).contains(" 401 ");
        assertThat(reply(cyd, "NAMES #c")).contains("ada");
    }

    @Test
    void a_node_that_begins_later_knows_all() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        send(ada, "TOPIC #c :news", "MODE #c +ntl 5", "MODE #c +b eve!*@*");
        read(ada);
        node(4004);
        MemoryPeer late = enter(4004, "late");
        assertThat(reply(late, "MODE #c")).contains(" 324 late #c +ntl 5\r\n");
        assertThat(reply(late, "MODE #c b")).contains(" 367 late #c eve!*@* ");
        assertThat(reply(late, "JOIN #c"))
                .contains(" 332 late #c :news\r\n", " 353 late = #c :@ada late\r\n");
        assertThat(reply(late, "LUSERS")).contains("There are 2 users");
    }

    // ---- before the engine has confirmed a channel

    private static final Duration CONFIRMATION = Duration.ofSeconds(5);

    private static String joined(String nick) {
        return from(nick) + "JOIN :#c\r\n";
    }

    @Test
    void a_client_that_has_joined_misses_no_line_of_another_node() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = enter(4002, "bob");
        MemoryPeer eve = enter(4002, "eve");
        engines.get(1).confirmsLater();

        // Two members on one node, and the commands of one that follow.
        send(bob, "JOIN #c", "PRIVMSG #c :here", "PING :x");
        send(eve, "JOIN #c,#c", "JOIN #c");
        send(ada, "PRIVMSG #c :before", "NAMES #c");

        assertThat(read(bob) + read(eve)).isEmpty();
        assertThat(read(ada)).contains(" 353 ada = #c :@ada\r\n").doesNotContain("JOIN");
        engines.get(1).confirm();
        network.run();

        assertThat(read(bob))
                .startsWith(joined("bob"))
                .contains(" 353 bob = #c :@ada bob\r\n", " 366 bob #c ", joined("eve"), " PONG ")
                .doesNotContain("before");
        assertThat(read(eve))
                .startsWith(joined("eve"))
                .contains(from("bob") + "PRIVMSG #c :here\r\n")
                .containsOnlyOnce("JOIN");
        assertThat(read(ada))
                .isEqualTo(joined("bob") + joined("eve") + from("bob") + "PRIVMSG #c :here\r\n");
        send(ada, "PRIVMSG #c :after");
        assertThat(read(bob)).isEqualTo(from("ada") + "PRIVMSG #c :after\r\n");
        assertThat(read(eve)).isEqualTo(from("ada") + "PRIVMSG #c :after\r\n");
    }

    @Test
    void a_client_that_joins_waits_for_the_engine_no_longer_than_some_seconds() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = enter(4002, "bob");
        engines.get(1).confirmsLater();
        send(bob, "JOIN #c,#d");
        network.advance(CONFIRMATION.minusMillis(1));
        assertThat(read(bob)).isEmpty();
        network.advance(Duration.ofMillis(1));
        assertThat(read(bob)).contains(joined("bob"), " 366 bob #c ", " 366 bob #d ");
        assertThat(read(ada)).isEqualTo(joined("bob"));
        send(ada, "PRIVMSG #c :lost");
        engines.get(1).confirm();
        send(ada, "PRIVMSG #c :received");
        assertThat(read(bob)).isEqualTo(from("ada") + "PRIVMSG #c :received\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_client_that_joins_while_the_engine_goes_or_is_away_is_in_at_once(boolean isAway) {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = enter(4002, "bob");
        MemoryBus.Port engine = engines.get(1);
        engine.confirmsLater();
        if (isAway) {
            engine.disconnect();
        }
        send(bob, "JOIN #c");
        if (!isAway) {
            assertThat(read(bob)).isEmpty();
            engine.disconnect();
        }
        assertThat(read(bob)).contains(joined("bob"), " 366 bob #c ");

        engine.connect();
        network.run();
        engine.confirm();
        network.run();
        assertThat(read(ada)).isEqualTo(joined("bob"));
        send(ada, "PRIVMSG #c :back");
        assertThat(read(bob)).isEqualTo(from("ada") + "PRIVMSG #c :back\r\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_client_that_goes_while_it_waits_is_in_no_channel(boolean isReset) {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = enter(4002, "bob");
        MemoryBus.Port engine = engines.get(1);
        engine.confirmsLater();
        send(bob, "JOIN #c");
        if (isReset) {
            bob.reset();
        } else {
            bob.close();
        }
        network.run();
        engine.confirm();
        network.run();
        // After its last line, a client may still read: its commands are carried out.
        String quit = joined("bob") + from("bob") + "QUIT :Connection closed\r\n";
        assertThat(read(ada)).isEqualTo(isReset ? "" : quit);
        assertThat(reply(ada, "NAMES #c")).contains(" 353 ada = #c :@ada\r\n");
        assertThat(engine.topics()).containsExactly("irc");
    }

    @Test
    void a_client_that_leaves_before_it_has_joined_leaves_afterwards() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = enter(4002, "bob");
        engines.get(1).confirmsLater();
        send(bob, "JOIN #c", "PART #c");
        engines.get(1).confirm();
        network.run();
        assertThat(read(ada)).isEqualTo(joined("bob") + from("bob") + "PART #c\r\n");
        assertThat(read(bob)).endsWith(from("bob") + "PART #c\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "later"})
    void a_client_that_joins_when_the_last_one_leaves_misses_no_line(String how) {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        MemoryPeer eve = enter(4002, "eve");
        read(ada);
        engines.get(1).confirmsLater();
        bob.write("PART #c\r\n".getBytes(UTF_8));
        if (how.equals("later")) {
            network.run();
        }
        send(eve, "JOIN #c");
        engines.get(1).confirm();
        network.run();
        assertThat(read(eve)).contains(joined("eve"), " 366 eve #c ");
        send(ada, "PRIVMSG #c :hello");
        assertThat(read(eve)).isEqualTo(from("ada") + "PRIVMSG #c :hello\r\n");
    }

    @Test
    void a_client_that_is_registered_misses_no_line_of_another_node() {
        MemoryPeer ada = enter(4001, "ada");
        engines.get(1).confirmsLater();
        MemoryPeer bob = network.connectPeer(4002);
        send(bob, "NICK bob", "USER bob 0 * :Bob");
        assertThat(read(bob)).isEmpty();
        assertThat(reply(ada, "PRIVMSG bob :early")).contains(" 401 ada bob ");
        engines.get(1).confirm();
        assertThat(read(bob)).contains(" 001 bob ", " 376 bob ");
        send(ada, "PRIVMSG bob :hello");
        assertThat(read(bob)).isEqualTo(from("ada") + "PRIVMSG bob :hello\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the engine", "the registry"})
    void a_nickname_is_free_again_if_its_user_goes_while_it_waits_for(String whom) {
        MemoryPeer ada = enter(4001, "ada");
        MemoryPeer bob = network.connectPeer(4002);
        if (whom.equals("the engine")) {
            engines.get(1).confirmsLater();
        } else {
            registries.get(1).late(true);
        }
        send(bob, "NICK bob", "USER bob 0 * :Bob");
        bob.close();
        network.run();
        if (whom.equals("the engine")) {
            engines.get(1).confirm();
        } else {
            registries.get(1).late(false);
        }
        network.run();
        assertThat(reply(ada, "WHOIS bob")).contains(" 401 ada bob ");
        enter(4003, "bob");
        assertThat(reply(ada, "LUSERS")).contains("There are 2 users");
    }

    // ---- at the same instant

    /** Nodes without a common registry, as over NATS. */
    private void threeNodesWithoutNames() {
        node(4011, Registry.local());
        node(4012, Registry.local());
        node(4013, Registry.local());
    }

    /** All nodes keep what arrives until {@code is} is false again. */
    private void late(boolean is) {
        engines.forEach(engine -> engine.late(is));
    }

    private int users(MemoryPeer asker, String nick) {
        return reply(asker, "WHOIS " + nick).contains(" 311 ") ? 1 : 0;
    }

    private boolean isClosed(MemoryPeer peer) {
        peer.readAll();
        network.run();
        peer.readAll();
        return peer.isEnded() || peer.isReset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"both rename", "one registers", "other registers"})
    void of_two_users_with_one_nickname_one_stays_and_all_nodes_know_it(String how) {
        threeNodesWithoutNames();
        MemoryPeer eve = enter(4013, "eve");
        MemoryPeer one = network.connectPeer(4011);
        MemoryPeer two = network.connectPeer(4012);
        if (!how.equals("one registers")) {
            send(one, "NICK one", "USER one 0 * :One");
        }
        if (!how.equals("other registers")) {
            send(two, "NICK two", "USER two 0 * :Two");
        }
        network.run();
        late(true);
        send(one, "NICK ada", "USER one 0 * :One");
        send(two, "NICK ada", "USER two 0 * :Two");
        late(false);
        network.run();

        assertThat(isClosed(one) ^ isClosed(two)).isTrue();
        MemoryPeer winner = isClosed(one) ? two : one;
        assertThat(users(winner, "ada")).isEqualTo(1);
        assertThat(users(eve, "ada")).isEqualTo(1);
        assertThat(users(enter(4011, "x"), "ada") + users(enter(4012, "y"), "ada")).isEqualTo(2);
        send(eve, "PRIVMSG ada :there?");
        assertThat(read(winner)).contains("PRIVMSG ada :there?");
    }

    @Test
    void two_topics_that_are_set_at_once_end_as_the_same_on_all_nodes() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        MemoryPeer cyd = in(enter(4003, "cyd"), "#c");
        late(true);
        send(ada, "TOPIC #c :from ada");
        send(bob, "TOPIC #c :from bob");
        late(false);
        network.run();
        read(ada);
        read(bob);
        read(cyd);
        String topic = reply(ada, "TOPIC #c").replaceAll("(?s).*:from (\\w+).*", "$1");
        assertThat(reply(bob, "TOPIC #c")).contains(":from " + topic + "\r\n");
        assertThat(reply(cyd, "TOPIC #c")).contains(":from " + topic + "\r\n");
        send(topic.equals("ada") ? bob : ada, "TOPIC #c :the last");
        for (MemoryPeer peer : List.of(ada, bob, cyd)) {
            read(peer);
            assertThat(reply(peer, "TOPIC #c")).contains(":the last\r\n");
        }
    }

    /** What a channel is for one of its members: modes with arguments, bans, and names. */
    private String state(MemoryPeer asker, String nick) {
        read(asker);
        send(asker, "MODE #c", "MODE #c b", "TOPIC #c");
        String modes = read(asker).replaceAll("(?m)^:s (329|333|366|368) .*\\R", "");
        String bans = modes.replaceAll("(?m)^:s 367 (\\S+ #c \\S+) .*$", "ban $1");
        String names = reply(asker, "NAMES #c").replaceAll("(?s)^:s 353 [^:]*:(.*?)\r\n.*", "$1");
        return sorted(bans.replace(" " + nick + " ", " - "), "\r\n") + sorted(names, " ");
    }

    private static String sorted(String text, String separator) {
        return Stream.of(text.split(separator)).sorted().collect(Collectors.joining(separator));
    }

    /** What the client of a member shows after these lines: modes that are set, and a topic. */
    private static Map<String, String> shown(String lines) {
        Map<String, String> shown = new TreeMap<>();
        for (String line : lines.split("\r\n")) {
            List<String> words = List.of(line.split(" "));
            if (words.get(1).equals("TOPIC")) {
                shown.put("topic", words.get(3));
            } else if (words.get(1).equals("MODE")) {
                Iterator<String> arguments = words.subList(4, words.size()).iterator();
                for (Modes.Change change : Modes.parse(words.get(3)).changes()) {
                    show(shown, change, arguments);
                }
            }
        }
        return shown;
    }

    private static void show(
            Map<String, String> shown, Modes.Change change, Iterator<String> arguments) {
        char letter = change.letter();
        boolean has = "kbov".indexOf(letter) >= 0 || letter == 'l' && change.set();
        String argument = has ? arguments.next() : "";
        String key = "bov".indexOf(letter) >= 0 ? letter + argument : letter + "";
        if (change.set()) {
            shown.put(key, argument);
            if ("ps".indexOf(letter) >= 0) {
                // A channel is not private and secret.
                shown.remove(letter == 'p' ? "s" : "p");
            }
        } else {
            shown.remove(key);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MODE #c +k a, MODE #c +k b",
        "MODE #c +k a, MODE #c -k before",
        "MODE #c +l 5, MODE #c +l 6",
        "MODE #c +l 5, MODE #c -l",
        "MODE #c +s, MODE #c +p",
        "MODE #c -m, MODE #c -m+m",
        "MODE #c +b x!*@*, MODE #c -b old!*@*",
        "MODE #c -b old!*@*, MODE #c -b+b old!*@* old!*@*",
        "MODE #c -o cyd, MODE #c -o+o cyd cyd",
        "MODE #c +v cyd, MODE #c +v-v cyd cyd",
        "TOPIC #c :one, TOPIC #c :other",
    })
    void what_is_set_at_once_on_two_nodes_ends_as_the_same_on_all(String one, String other) {
        for (int round = 0; round < 4; round++) {
            MemoryPeer ada = in(enter(4001, "ada"), "#c");
            MemoryPeer bob = in(enter(4002, "bob"), "#c");
            MemoryPeer cyd = in(enter(4003, "cyd"), "#c");
            send(ada, "MODE #c +oo bob cyd", "MODE #c +mklb before 9 old!*@*");
            late(true);
            // Either one is first on the third node, and either one is the later one.
            MemoryPeer first = round % 2 == 0 ? ada : bob;
            send(first, round < 2 ? one : other);
            send(first == ada ? bob : ada, round < 2 ? other : one);
            late(false);
            network.run();

            Map<String, String> shown = shown(read(ada));
            assertThat(shown(read(bob))).isEqualTo(shown);
            assertThat(shown(read(cyd))).isEqualTo(shown);
            String state = state(ada, "ada");
            assertThat(state(bob, "bob")).isEqualTo(state);
            assertThat(state(cyd, "cyd")).isEqualTo(state);
            send(ada, "MODE #c +o bob");
            send(bob, "MODE #c +k last", "TOPIC #c :last");
            for (MemoryPeer peer : List.of(ada, bob, cyd)) {
                assertThat(state(peer, "x")).contains(" last", ":last");
            }
            List.of(ada, bob, cyd).forEach(MemoryPeer::close);
            network.run();
        }
    }

    @Test
    void what_is_set_on_both_sides_of_a_partition_ends_as_the_same() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        send(ada, "MODE #c +o bob", "MODE #c +klb before 9 old!*@*", "MODE #c +s");
        engines.get(1).side(1);
        network.advance(SILENCE);
        send(ada, "MODE #c +kb-s ada a!*@*", "TOPIC #c :ada");
        send(bob, "MODE #c -b old!*@*", "MODE #c -l+im", "MODE #c +k bob", "TOPIC #c :bob");

        engines.get(1).side(0);
        engines.get(1).disconnect();
        engines.get(1).connect();
        network.run();

        assertThat(shown(read(ada))).isEqualTo(shown(read(bob)));
        String state = state(ada, "ada");
        assertThat(state(bob, "bob")).isEqualTo(state);
        assertThat(state)
                .contains(" +imk bob\r\n", "ban - #c a!*@*", "@ada @bob")
                .doesNotContain("old!");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void of_two_channels_that_were_created_apart_the_older_one_has_its_modes(boolean connected) {
        Clock later = Clock.offset(CLOCK, Duration.ofMinutes(1));
        node(4005, names, later);
        MemoryBus.Port engine = engines.get(3);
        if (connected) {
            late(true);
        } else {
            engine.side(1);
        }
        MemoryPeer young = in(enter(4005, "young"), "#c");
        send(young, "MODE #c +ikb young y!*@*", "TOPIC #c :young");
        MemoryPeer old = in(enter(4001, "old"), "#c");
        send(old, "MODE #c +mb o!*@*", "TOPIC #c :old");
        if (connected) {
            late(false);
        } else {
            engine.side(0);
            engine.disconnect();
            engine.connect();
        }
        network.run();

        Map<String, String> shown = shown(read(old));
        // Who joins later is not sent the bans.
        shown.put("by!*@*", "y!*@*");
        assertThat(shown(read(young))).isEqualTo(shown);
        String state = state(old, "old");
        assertThat(state(young, "young")).isEqualTo(state);
        assertThat(state)
                .contains(" +m\r\n", ":old", "@old @young")
                .contains("ban - #c o!*@*", "ban - #c y!*@*");
    }

    @Test
    void a_user_that_moves_to_another_node_is_reached_there_whatever_arrives_first() {
        MemoryPeer ada = enter(4001, "ada");
        MemoryPeer bob = enter(4002, "bob");
        MemoryPeer cyd = enter(4003, "cyd");
        engines.get(2).late(true);
        send(bob, "QUIT");
        MemoryPeer moved = enter(4001, "bob");
        // The third node is told of the new user before the end of the old one.
        engines.get(2).lateInReverse();
        network.run();
        // Which of the two it keeps until then, depends on the names of their nodes.
        network.advance(Duration.ofSeconds(2));
        send(cyd, "PRIVMSG bob :hello");
        assertThat(read(moved)).contains(from("cyd") + "PRIVMSG bob :hello\r\n");
        assertThat(read(ada)).isEmpty();
    }

    @Test
    void what_one_node_has_missed_is_repaired() {
        MemoryPeer ada = enter(4001, "ada");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        in(ada, "#c");
        read(bob);
        engines.get(1).loses(true);
        send(ada, "AWAY :lost");
        engines.get(1).loses(false);
        network.advance(Duration.ofSeconds(4));
        assertThat(reply(bob, "WHOIS ada")).contains(" 301 bob ada :lost");
    }

    @Test
    void a_message_that_is_no_message_of_a_node_changes_nothing() {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        engines.get(0).forge("irc", Bytes.of("rubbish\nQUIT"));
        network.run();
        assertThat(reply(ada, "NAMES #c")).contains(" 353 ada = #c :@ada\r\n");
    }

    private static final String CHANGES_OF_THE_FUTURE =
            "Changes of other nodes with a time of the future: ";

    @ParameterizedTest
    @ValueSource(longs = {301, 1_000_000, 1L << 62})
    void a_time_of_the_far_future_is_refused_and_keeps_no_later_change_from_holding(long seconds) {
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer bob = in(enter(4002, "bob"), "#c");
        send(ada, "MODE #c +o bob");
        long created = CLOCK.instant().getEpochSecond();
        long time = Math.min(created + seconds, Long.MAX_VALUE / 1_000);
        String stamp = "\0" + time * 1_000 + "\0x";
        String forged =
                String.join(
                        "\n",
                        "x",
                        "MODE\0#c\0" + created + stamp + "\0+k\0forged",
                        "MODE\0#c\0" + created + stamp + "\0-o\0ada",
                        "TOPIC\0#c\0" + created + "\0forged\0x\0" + time,
                        "BAN\0#c\0forged!*@*\0x\0" + created + stamp);
        for (MemoryBus.Port engine : engines) {
            engine.forge("irc", Bytes.of("ropewalk3 0123456789abcdef 1 1 1 -\n" + forged));
        }
        network.run();
        assertThat(state(ada, "ada")).doesNotContain("forged").contains("@ada");
        assertThat(reply(ada, "INFO")).contains(CHANGES_OF_THE_FUTURE + "4\r\n");

        send(ada, "MODE #c +k true", "MODE #c -k true");
        send(bob, "TOPIC #c :true");
        String state = state(ada, "ada");
        assertThat(state(bob, "bob")).isEqualTo(state);
        assertThat(state).contains(":true");
    }

    @Test
    void clocks_may_differ_by_five_minutes() {
        node(4004, names, Clock.offset(CLOCK, Duration.ofSeconds(299)));
        MemoryPeer ada = in(enter(4001, "ada"), "#c");
        MemoryPeer ahead = in(enter(4004, "ahead"), "#c");
        send(ada, "MODE #c +o ahead");
        send(ahead, "MODE #c +k key", "TOPIC #c :ahead");
        send(ada, "MODE #c +l 5", "TOPIC #c :ada");
        String state = state(ada, "ada");
        assertThat(state(ahead, "ahead")).isEqualTo(state);
        assertThat(state).contains("key").contains(":ada");
        assertThat(reply(ada, "INFO")).contains(CHANGES_OF_THE_FUTURE + "0\r\n");
    }
}
