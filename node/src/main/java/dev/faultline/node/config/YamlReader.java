package dev.faultline.node.config;

import dev.faultline.node.config.Located.Entry;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML text to a located tree, from the parser's events: without recursion, and with bounds on
 * depth and on what aliases expand to, so that no text can exhaust memory or stack. The one place
 * that names the YAML library. All scalars stay text; what they mean, the type they are bound to
 * says.
 */
final class YamlReader {

    private static final int DEEPEST = 40;
    private static final int MOST_VALUES = 1_000_000;

    private final Function<Optional<Mark>, Place> places;
    private final Problems problems;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Map<String, Node> anchors = new HashMap<>();
    private @Nullable Node root;

    private YamlReader(Function<Optional<Mark>, Place> places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    /**
     * The one document in the text; null when it has none or is not YAML, which is then reported.
     */
    static @Nullable Located read(String text, String file, Problems problems) {
        return new YamlReader(mark -> at(file, mark), problems).tree(text, Place.of(file));
    }

    /** As {@link #read}, for a value that stands in an option: all of it has the one place. */
    static @Nullable Located readValue(String text, Place place, Problems problems) {
        return new YamlReader(mark -> place, problems).tree(text, place);
    }

    private static Place at(String file, Optional<Mark> mark) {
        return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> Place.of(file));
    }

    private @Nullable Located tree(String text, Place whole) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                take(event);
            }
        } catch (Unreadable e) {
            problems.add(e.place, "", e.getMessage());
            return null;
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
            problems.add(
                    places.apply(e.getProblemMark()), "", "not YAML: " + e.getProblem() + context);
            return null;
        } catch (ReaderException e) {
            String character = String.format("U+%04X", e.getCodePoint());
            problems.add(
                    whole,
                    "",
                    "not a text file: character " + character + " at position " + e.getPosition());
            return null;
        } catch (YamlEngineException e) {
            problems.add(whole, "", "not YAML: " + e.getMessage());
            return null;
        }
        if (root == null) {
            problems.add(whole, "", "is empty");
            return null;
        }
        return root.value;
    }

    private void take(Event event) {
        Place place = places.apply(event.getStartMark());
        switch (event.getEventId()) {
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                refuseTag(scalar.getTag(), place);
                add(
                        new Node(new Scalar(place, scalar.getValue(), !scalar.isPlain()), 1, 0),
                        scalar);
            }
            case MappingStart -> open(new Frame(place, true, (CollectionStartEvent) event));
            case SequenceStart -> open(new Frame(place, false, (CollectionStartEvent) event));
            case MappingEnd, SequenceEnd -> {
                Frame closed = open.pop();
                add(closed.node(), closed.event);
            }
            case Alias -> addAlias((AliasEvent) event, place);
            case DocumentStart -> {
                if (root != null) {
                    throw new Unreadable(place, "holds more than one document: one is accepted");
                }
            }
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {
                // Nothing of the tree.
            }
        }
    }

    private void open(Frame frame) {
        refuseTag(frame.event.getTag(), frame.place);
        if (open.size() >= DEEPEST) {
            throw new Unreadable(frame.place, "is nested more than " + DEEPEST + " deep");
        }
        refuseAsKey(frame.place);
        open.push(frame);
    }

    private void addAlias(AliasEvent event, Place place) {
        String name = event.getAlias().getValue();
        Node node = anchors.get(name);
        if (node == null) {
            throw new Unreadable(place, "alias *" + name + " stands before or inside its anchor");
        }
        if (open.size() + node.height > DEEPEST) {
            throw new Unreadable(place, "is nested more than " + DEEPEST + " deep by aliases");
        }
        add(node, null);
    }

    private void add(Node node, @Nullable NodeEvent event) {
        if (event != null && event.getAnchor().isPresent()) {
            anchors.put(event.getAnchor().get().getValue(), node);
        }
        Frame frame = open.peek();
        if (frame == null) {
            root = node;
            return;
        }
        if (frame.mapping && frame.key == null) {
            takeKey(frame, node.value);
            return;
        }
        frame.count += node.count;
        frame.height = Math.max(frame.height, node.height + 1);
        if (frame.count > MOST_VALUES) {
            throw new Unreadable(
                    node.value.place(), "holds more than " + MOST_VALUES + " values (by aliases?)");
        }
        if (frame.key == null) {
            frame.items.add(node.value);
        } else {
            frame.entries.put(frame.key.text(), new Entry(frame.key.place(), node.value));
            frame.key = null;
        }
    }

    private void takeKey(Frame frame, Located value) {
        if (!(value instanceof Scalar key)) {
            refuseAsKey(value.place());
            return;
        }
        Entry first = frame.entries.get(key.text());
        if (first != null) {
            String where =
                    first.keyPlace().line() == 0 ? "" : " (line " + first.keyPlace().line() + ")";
            problems.add(
                    key.place(),
                    "",
                    "key \"" + Spelling.shortened(key.text()) + "\" is already given" + where);
        }
        frame.key = key;
    }

    private void refuseAsKey(Place place) {
        Frame frame = open.peek();
        if (frame != null && frame.mapping && frame.key == null) {
            throw new Unreadable(place, "keys must be plain text");
        }
    }

    private static void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent() && !tag.get().equals("!")) {
            throw new Unreadable(
                    place, "tag " + Spelling.shortened(tag.get()) + " is not accepted");
        }
    }

    /**
     * A finished value, how many values it holds with aliases written out, and how deep they go.
     */
    private record Node(Located value, int count, int height) {}

    /** A collection that is not finished yet. */
    private static final class Frame {
        final Place place;
        final boolean mapping;
        final CollectionStartEvent event;
        final Map<String, Entry> entries = new LinkedHashMap<>();
        final List<Located> items = new ArrayList<>();
        @Nullable Scalar key;
        int count = 1;
        int height;

        Frame(Place place, boolean mapping, CollectionStartEvent event) {
            this.place = place;
            this.mapping = mapping;
            this.event = event;
        }

        Node node() {
            Located value = mapping ? new Mapping(place, entries) : new Sequence(place, items);
            return new Node(value, count, height);
        }
    }

    /** Ends reading: what follows cannot be made sense of. */
    private static final class Unreadable extends RuntimeException {
        final transient Place place;

        Unreadable(Place place, String message) {
            super(message, null, false, false);
            this.place = place;
        }

        @Override
        public String getMessage() {
            return java.util.Objects.requireNonNull(super.getMessage());
        }
    }
}
