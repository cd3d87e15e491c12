package dev.faultline.cluster.kernel;

import java.util.PriorityQueue;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.DoublyLinked;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** Whose queue the hold model runs on. The peers reuse their event objects, so that none is charged for allocating them. */
public enum Contender {
    FAULTLINE {
        @Override
        PendingEvents create() {
            return new Ours();
        }
    },
    /** Rejected: one heap for all events, which our queue only uses for late comers. */
    FOUR_WAY_HEAP {
        @Override
        PendingEvents create() {
            return new Heap();
        }
    },
    PRIORITY_QUEUE {
        @Override
        PendingEvents create() {
            return new Jdk();
        }
    },
    SSJ_SPLAY_TREE {
        @Override
        PendingEvents create() {
            return new Ssj(new SplayTree());
        }
    },
    SSJ_REDBLACK_TREE {
        @Override
        PendingEvents create() {
            return new Ssj(new RedblackTree());
        }
    },
    SSJ_BINARY_TREE {
        @Override
        PendingEvents create() {
            return new Ssj(new BinaryTree());
        }
    },
    SSJ_HENRIKSEN {
        @Override
        PendingEvents create() {
            return new Ssj(new Henriksen());
        }
    },
    SSJ_DOUBLY_LINKED {
        @Override
        PendingEvents create() {
            return new Ssj(new DoublyLinked());
        }
    };

    abstract PendingEvents create();

    private static final class Ours implements PendingEvents {
        private final EventQueue<Object> queue = new EventQueue<>();
        private final Object item = new Object();

        @Override
        public void add(long time) {
            queue.add(time, 0, item);
        }

        @Override
        public long hold(long increment) {
            Object first = queue.poll();
            long time = queue.polledTime();
            if (first != null) {
                queue.add(time + increment, 0, first);
            }
            return time;
        }
    }

    private static final class Heap implements PendingEvents {
        private final EventHeap heap = new EventHeap();
        private long sequence;

        @Override
        public void add(long time) {
            heap.add(time, sequence++, 0);
        }

        @Override
        public long hold(long increment) {
            long time = heap.time(0);
            int slot = heap.slot(0);
            heap.removeFirst();
            heap.add(time + increment, sequence++, slot);
            return time;
        }
    }

    private static final class Jdk implements PendingEvents {
        private final PriorityQueue<Timed> queue = new PriorityQueue<>();
        private long sequence;

        @Override
        public void add(long time) {
            add(new Timed(), time);
        }

        @Override
        public long hold(long increment) {
            Timed first = queue.remove();
            long time = first.time;
            add(first, time + increment);
            return time;
        }

        private void add(Timed event, long time) {
            event.time = time;
            event.sequence = sequence++;
            queue.add(event);
        }
    }

    /** An event as a user of PriorityQueue would write it, with the same total order. */
    private static final class Timed implements Comparable<Timed> {
        private long time;
        private int priority;
        private long sequence;

        @Override
        public int compareTo(Timed other) {
            if (time != other.time) {
                return time < other.time ? -1 : 1;
            }
            if (priority != other.priority) {
                return priority < other.priority ? -1 : 1;
            }
            return Long.compare(sequence, other.sequence);
        }
    }

    private static final class Ssj implements PendingEvents {
        private final EventList list;

        Ssj(EventList list) {
            this.list = list;
        }

        @Override
        public void add(long time) {
            list.add(new Silent(time));
        }

        @Override
        public long hold(long increment) {
            Silent first = (Silent) list.removeFirst();
            double time = first.time();
            first.reuse(time + increment);
            list.add(first);
            return (long) time;
        }
    }

    /** Does nothing, and can be used again without passing through a simulator. */
    private static final class Silent extends Event {
        Silent(double time) {
            eventTime = time;
        }

        void reuse(double time) {
            eventTime = time;
        }

        @Override
        public void actions() {}
    }
}
