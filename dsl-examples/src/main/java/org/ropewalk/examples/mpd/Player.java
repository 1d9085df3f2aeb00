package org.ropewalk.examples.mpd;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.ropewalk.examples.mpd.Mpd.Option;
import org.ropewalk.examples.mpd.Mpd.Range;
import org.ropewalk.examples.mpd.Mpd.Song;
import org.ropewalk.examples.mpd.Mpd.State;
import org.ropewalk.examples.mpd.Mpd.Status;

/** A player's collection and queue, which all connections share. It plays nothing. */
final class Player {
    /** Songs that the queue may have, as MPD limits them. */
    private static final int MOST_SONGS = 16_384;

    private static final int LOUDEST = 100;

    private final List<Song> collection;
    private final List<Song> queue = new ArrayList<>();
    private final Map<Option, Integer> options = new EnumMap<>(Option.class);
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private int version = 1;
    private int nextId = 1;
    private int volume = LOUDEST;
    private State state = State.STOP;
    private int current;

    /** What is told of changes. */
    interface Listener {
        /** A part of the player has changed. */
        void changed(String subsystem);
    }

    /** What cannot be done. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }

        static Refused argument(String message) {
            return new Refused(2, message);
        }

        static Refused missing(String message) {
            return new Refused(50, message);
        }
    }

    Player(List<Song> collection) {
        this.collection = collection;
    }

    void listen(Listener listener) {
        listeners.add(listener);
    }

    void leave(Listener listener) {
        listeners.remove(listener);
    }

    /** How many there are. */
    int listeners() {
        return listeners.size();
    }

    private void changed(String subsystem) {
        List.copyOf(listeners).forEach(listener -> listener.changed(subsystem));
    }

    private void queueChanged() {
        version++;
        changed("playlist");
    }

    // ---- the collection

    /** The songs whose tag is {@code what}, or has it as a part in any letter case. */
    List<Song> find(String tag, String what, boolean part) throws Refused {
        List<Song> found = new ArrayList<>();
        for (Song song : collection) {
            String value = tag(song, tag);
            boolean fits =
                    part
                            ? value.toLowerCase(Locale.ROOT).contains(what.toLowerCase(Locale.ROOT))
                            : value.equals(what);
            if (fits) {
                found.add(song);
            }
        }
        return found;
    }

    private static String tag(Song song, String tag) throws Refused {
        return switch (tag.toLowerCase(Locale.ROOT)) {
            case "artist" -> song.artist();
            case "album" -> song.album();
            case "title" -> song.title();
            case "file" -> song.file();
            default -> throw Refused.argument("Unknown tag type: " + tag);
        };
    }

    // ---- the queue

    /** Adds a song, or all songs of a directory. */
    void add(String uri) throws Refused {
        String directory = uri.isEmpty() || uri.equals("/") ? "" : uri + "/";
        List<Song> added =
                collection.stream()
                        .filter(
                                song ->
                                        song.file().equals(uri)
                                                || song.file().startsWith(directory))
                        .toList();
        if (added.isEmpty()) {
            throw Refused.missing("No such directory");
        }
        for (Song song : added) {
            insert(song, queue.size());
        }
        queueChanged();
    }

    /** Adds a song at a place; returns its number. */
    int addId(String uri, OptionalInt position) throws Refused {
        Song song =
                collection.stream()
                        .filter(each -> each.file().equals(uri))
                        .findFirst()
                        .orElseThrow(() -> Refused.missing("No such directory"));
        int at = position.orElse(queue.size());
        if (at < 0 || at > queue.size()) {
            throw Refused.argument("Bad song index");
        }
        int id = insert(song, at);
        queueChanged();
        return id;
    }

    private int insert(Song song, int at) throws Refused {
        if (queue.size() == MOST_SONGS) {
            throw new Refused(51, "Playlist is too large");
        }
        int id = nextId++;
        queue.add(
                at,
                new Song(
                        song.file(),
                        song.artist(),
                        song.album(),
                        song.title(),
                        song.seconds(),
                        OptionalInt.empty(),
                        OptionalInt.of(id)));
        return id;
    }

    /** The songs of the queue at these places. */
    List<Song> songs(Range range) throws Refused {
        int end = end(range);
        List<Song> songs = new ArrayList<>();
        for (int i = range.start(); i < end; i++) {
            songs.add(at(i));
        }
        return songs;
    }

    private int end(Range range) throws Refused {
        int end = range.end().orElse(range.start() + 1);
        if (range.start() < 0 || range.start() > end || range.start() >= queue.size()) {
            throw Refused.argument("Bad song index");
        }
        return Math.min(end, queue.size());
    }

    private Song at(int position) {
        Song song = queue.get(position);
        return new Song(
                song.file(),
                song.artist(),
                song.album(),
                song.title(),
                song.seconds(),
                OptionalInt.of(position),
                song.id());
    }

    List<Song> songs() {
        List<Song> songs = new ArrayList<>();
        for (int i = 0; i < queue.size(); i++) {
            songs.add(at(i));
        }
        return songs;
    }

    void delete(Range range) throws Refused {
        queue.subList(range.start(), end(range)).clear();
        current = Math.min(current, Math.max(0, queue.size() - 1));
        if (queue.isEmpty()) {
            state = State.STOP;
        }
        queueChanged();
    }

    void clear() {
        queue.clear();
        current = 0;
        state = State.STOP;
        queueChanged();
    }

    // ---- the player

    void play(OptionalInt position) throws Refused {
        int at = position.orElse(current);
        if (at < 0 || position.isPresent() && at >= queue.size()) {
            throw Refused.argument("Bad song index");
        }
        if (!queue.isEmpty()) {
            current = at;
            become(State.PLAY);
        }
    }

    void pause(OptionalInt on) {
        if (state != State.STOP) {
            boolean pauses = on.orElse(state == State.PLAY ? 1 : 0) != 0;
            become(pauses ? State.PAUSE : State.PLAY);
        }
    }

    void stop() {
        become(State.STOP);
    }

    private void become(State next) {
        state = next;
        changed("player");
    }

    void volume(int percent) throws Refused {
        if (percent < 0 || percent > LOUDEST) {
            throw Refused.argument("Invalid volume value");
        }
        volume = percent;
        changed("mixer");
    }

    void set(Option option, int on) throws Refused {
        if (on != 0 && on != 1) {
            throw Refused.argument("Boolean (0/1) expected: " + on);
        }
        options.put(option, on);
        changed("options");
    }

    Status status() {
        boolean hasSong = state != State.STOP && !queue.isEmpty();
        return new Status(
                volume,
                options.getOrDefault(Option.REPEAT, 0),
                options.getOrDefault(Option.RANDOM, 0),
                options.getOrDefault(Option.SINGLE, 0),
                options.getOrDefault(Option.CONSUME, 0),
                version,
                queue.size(),
                state,
                hasSong ? OptionalInt.of(current) : OptionalInt.empty(),
                hasSong ? at(current).id() : OptionalInt.empty());
    }

    /** The song that is played: one or none. */
    List<Song> current() {
        return state == State.STOP || queue.isEmpty() ? List.of() : List.of(at(current));
    }
}
