package org.ropewalk.examples.irc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Names;

/** The modes of a channel but for those of its members (RFC 2811 4). Guarded by the network. */
final class ChannelModes {
    /** MAXLIST: bans of a channel. */
    static final int MAX_BANS = 50;

    private final Set<Character> flags = new TreeSet<>();
    private final Map<String, Ban> bans = new LinkedHashMap<>();
    private Irc.Visibility visibility = Irc.Visibility.PUBLIC;
    private String key = "";
    private int limit;

    /** Users that may not join and not speak. */
    record Ban(Mask mask, String author, long seconds) {}

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

    /** Whether the ban is new. */
    boolean ban(Ban ban) {
        return bans.putIfAbsent(Names.lower(ban.mask().text()), ban) == null;
    }

    /** Whether there was such a ban. */
    boolean unban(Mask mask) {
        return bans.remove(Names.lower(mask.text())) != null;
    }

    boolean isBanned(User user) {
        return bans.values().stream().anyMatch(ban -> ban.mask().matches(user.hostmask()));
    }

    // ---- as text

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
