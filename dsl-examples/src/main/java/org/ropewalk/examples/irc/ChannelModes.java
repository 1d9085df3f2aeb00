package org.ropewalk.examples.irc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Names;
import org.ropewalk.examples.value.Token;

/** The modes of a channel but for those of its members (RFC 2811 4). Guarded by the network. */
final class ChannelModes {
    /** MAXLIST: bans of a channel. */
    static final int MAX_BANS = 50;

    /** Bans that were taken back and are remembered, so that no earlier message sets them again. */
    private static final int MAX_UNBANNED = 10;

    private final Set<Character> flags = new TreeSet<>();
    private final Map<String, Ban> bans = new LinkedHashMap<>();

    /** When each mode was changed last; p stands for s, too. */
    private final Map<Character, NodeStamp> stamps = new TreeMap<>();

    /** Bans that were taken back. */
    private final Map<String, Unbanned> unbanned =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Unbanned> eldest) {
                    return size() > MAX_UNBANNED;
                }
            };

    private Irc.Visibility visibility = Irc.Visibility.PUBLIC;
    private String key = "";
    private int limit;

    /** Users that may not join and not speak. */
    record Ban(Mask mask, String author, long seconds, NodeStamp stamp) {}

    /** A ban that was taken back. */
    record Unbanned(Mask mask, NodeStamp stamp) {}

    /** Whether a change of a mode holds: it is not before the last one. */
    boolean takes(char letter, NodeStamp stamp) {
        char key = letter == 's' ? 'p' : letter;
        boolean holds = !stamp.isBefore(stamps.getOrDefault(key, NodeStamp.NONE));
        if (holds) {
            stamps.put(key, stamp);
        }
        return holds;
    }

    /** The modes that were changed, by their letters, and when; p stands for s, too. */
    Map<Character, NodeStamp> stamps() {
        return stamps;
    }

    /** Forgets when modes were changed. */
    void forgetStamps() {
        stamps.clear();
    }

    /** Whether one of the modes i, m, n, t is set. */
    boolean has(char flag) {
        return flags.contains(flag);
    }

    /** Whether {@code flag} was not so before. */
    boolean flag(char flag, boolean is) {
        return is ? flags.add(flag) : flags.remove(flag);
    }

    Irc.Visibility visibility() {
        return visibility;
    }

    void visibility(Irc.Visibility wanted) {
        visibility = wanted;
    }

    /** The key; empty if none is needed. */
    String key() {
        return key;
    }

    void key(String wanted) {
        key = wanted;
    }

    /** How many members the channel may have; 0 means any number. */
    int limit() {
        return limit;
    }

    void limit(int most) {
        limit = most;
    }

    // ---- bans

    List<Ban> bans() {
        return List.copyOf(bans.values());
    }

    boolean hasRoomForBan() {
        return bans.size() < MAX_BANS;
    }

    private static String key(Mask mask) {
        return Names.lower(mask.text());
    }

    boolean hasBan(Mask mask) {
        return bans.containsKey(key(mask));
    }

    /** Sets a ban, or replaces the one with this mask. */
    void ban(Ban ban) {
        bans.put(key(ban.mask()), ban);
        unbanned.remove(key(ban.mask()));
    }

    /** Takes a ban back. */
    void unban(Unbanned ban) {
        bans.remove(key(ban.mask()));
        unbanned.put(key(ban.mask()), ban);
    }

    List<Unbanned> unbanned() {
        return List.copyOf(unbanned.values());
    }

    /** When a ban was set or taken back. */
    NodeStamp stampOfBan(Mask mask) {
        Ban ban = bans.get(key(mask));
        Unbanned former = unbanned.get(key(mask));
        return ban != null ? ban.stamp() : former != null ? former.stamp() : NodeStamp.NONE;
    }

    boolean isBanned(User user) {
        return bans.values().stream().anyMatch(ban -> ban.mask().matches(user.hostmask()));
    }

    // ---- as text

    /** Sets one of the modes i, k, l, m, n, p, s, t, or takes it back. */
    void set(Mode mode) {
        boolean set = mode.change().set();
        switch (mode.change().letter()) {
            case 'k' -> key = set ? mode.arguments().get(0) : "";
            case 'l' -> limit = set ? (int) Token.number(mode.arguments().get(0), 0) : 0;
            case 'p' -> visibility = set ? Irc.Visibility.PRIVATE : Irc.Visibility.PUBLIC;
            case 's' -> visibility = set ? Irc.Visibility.SECRET : Irc.Visibility.PUBLIC;
            default -> flag(mode.change().letter(), set);
        }
    }

    /** One of the modes i, k, l, m, n, p, s, t as it is now; p and s are one mode. */
    Mode current(char letter) {
        return switch (letter) {
            case 'k' -> Mode.of(!key.isEmpty(), 'k', key.isEmpty() ? "*" : key);
            case 'l' -> limit == 0 ? Mode.of(false, 'l') : Mode.of(true, 'l', "" + limit);
            case 'p', 's' ->
                    switch (visibility) {
                        case PUBLIC -> Mode.of(false, letter);
                        case PRIVATE -> Mode.of(true, 'p');
                        case SECRET -> Mode.of(true, 's');
                    };
            default -> Mode.of(has(letter), letter);
        };
    }

    String letters() {
        String visible =
                switch (visibility) {
                    case PUBLIC -> "";
                    case PRIVATE -> "p";
                    case SECRET -> "s";
                };
        return "+"
                + flags.stream().map(String::valueOf).collect(Collectors.joining())
                + visible
                + (key.isEmpty() ? "" : "k")
                + (limit == 0 ? "" : "l");
    }

    /** The arguments of {@link #letters()}; the key is for members alone. */
    List<String> arguments(boolean isMember) {
        List<String> arguments = new ArrayList<>();
        if (!key.isEmpty()) {
            arguments.add(isMember ? key : "*");
        }
        if (limit != 0) {
            arguments.add(String.valueOf(limit));
        }
        return arguments;
    }
}
