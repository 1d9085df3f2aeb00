package org.ropewalk.examples.gopher;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A menu and its texts.
 *
 * @param host where this server is
 * @param port where this server is
 * @param texts in the order of the menu
 */
record Pages(String host, int port, List<Text> texts) implements Gopher {
    /**
     * A text.
     *
     * @param path its own
     * @param title for people
     * @param lines what it says
     */
    record Text(String path, String title, List<String> lines) {
        boolean has(String words) {
            String sought = words.toLowerCase(Locale.ROOT);
            return title.toLowerCase(Locale.ROOT).contains(sought)
                    || lines.stream()
                            .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(sought));
        }
    }

    @Override
    public List<String> text(String path) {
        return texts.stream()
                .filter(text -> text.path().equals(path))
                .findFirst()
                .map(Text::lines)
                .orElse(List.of("There is no text of that name."));
    }

    @Override
    public List<Item> search(String path, String words) {
        return texts.stream().filter(text -> text.has(words)).map(this::item).toList();
    }

    @Override
    public List<Item> menu(Optional<String> path) {
        return texts.stream().map(this::item).toList();
    }

    private Item item(Text text) {
        return new Item('0', text.title(), "0" + text.path(), host, port);
    }
}
