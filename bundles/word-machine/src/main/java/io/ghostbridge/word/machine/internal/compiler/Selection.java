package io.ghostbridge.word.machine.internal.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which nodes of a graph become a region: as many as fit, loops as a whole where they fit
 * (Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972), so that C2 sees them whole.
 */
final class Selection {
  private static final int NODE_BYTES = 40;

  private final Units units;
  private final int budget;
  private final Map<Node, List<Node>> groupOf = new HashMap<>();

  private Selection(Units units, int budget) {
    this.units = units;
    this.budget = budget;
  }

  /** The nodes of the region, in the order in which they are to be written; the head first. */
  static List<Node> choose(Graph graph, Units units, int budget) {
    Selection selection = new Selection(units, budget);
    Collection<Node> nodes = graph.nodes().values();
    Node head = nodes.iterator().next();
    Set<Node> chosen;
    if (!units.beginsBlock(head.unit())) {
      chosen = selection.pieces(head);
    } else if (selection.bytes(nodes) <= budget) {
      chosen = new HashSet<>(nodes);
    } else {
      selection.group(new LinkedHashSet<>(nodes), null);
      chosen = selection.fill(head);
    }
    return order(head, chosen);
  }

  private int bytes(Collection<Node> nodes) {
    int sum = 0;
    for (Node node : nodes) {
      sum += units.bytes(node.unit()) + NODE_BYTES;
    }
    return sum;
  }

  /** Within a block, whose first piece has checked the stack for all of it. */
  private Set<Node> pieces(Node head) {
    Set<Node> chosen = new HashSet<>();
    int sum = 0;
    for (Node node = head; node != null && !units.beginsBlock(node.unit()); node = node.fallNode) {
      sum += units.bytes(node.unit()) + NODE_BYTES;
      if (sum > budget && !chosen.isEmpty()) {
        break;
      }
      chosen.add(node);
    }
    return chosen;
  }

  /** Groups nodes that are to stay together; edges to {@code cut} do not count. */
  private void group(Set<Node> nodes, @Nullable Node cut) {
    for (List<Node> component : new Components(nodes, cut).all()) {
      if (component.size() > 1 && bytes(component) > budget) {
        // A loop that does not fit: its inner loops may.
        Node entry = component.getFirst();
        for (Node node : nodes) {
          if (component.contains(node)) {
            entry = node;
            break;
          }
        }
        if (entry != cut) {
          group(new LinkedHashSet<>(component), entry);
          continue;
        }
        component.forEach(node -> groupOf.put(node, List.of(node)));
        continue;
      }
      component.forEach(node -> groupOf.put(node, component));
    }
  }

  private Set<Node> fill(Node head) {
    Set<Node> chosen = new HashSet<>();
    ArrayDeque<Node> open = new ArrayDeque<>();
    open.add(head);
    int left = budget;
    while (!open.isEmpty()) {
      Node node = open.remove();
      if (chosen.contains(node)) {
        continue;
      }
      List<Node> group = groupOf.getOrDefault(node, List.of(node));
      int size = bytes(group);
      if (size > left && !chosen.isEmpty()) {
        continue;
      }
      left -= size;
      chosen.addAll(group);
      for (Node member : group) {
        if (member.fallNode != null) {
          open.add(member.fallNode);
        }
        if (member.jumpNode != null) {
          open.add(member.jumpNode);
        }
      }
    }
    return chosen;
  }

  private static List<Node> order(Node head, Set<Node> chosen) {
    List<Node> order = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    ArrayDeque<Node> open = new ArrayDeque<>();
    open.push(head);
    while (!open.isEmpty()) {
      Node node = open.pop();
      while (node != null && chosen.contains(node) && seen.add(node)) {
        order.add(node);
        if (node.jumpNode != null) {
          open.push(node.jumpNode);
        }
        node = node.fallNode;
      }
    }
    return order;
  }

  /** Strongly connected components. */
  private static final class Components {
    private final Set<Node> nodes;
    private final @Nullable Node cut;
    private final Map<Node, Integer> index = new HashMap<>();
    private final ArrayDeque<Node> stack = new ArrayDeque<>();
    private final Set<Node> onStack = new HashSet<>();
    private final List<List<Node>> components = new ArrayList<>();

    Components(Set<Node> nodes, @Nullable Node cut) {
      this.nodes = nodes;
      this.cut = cut;
    }

    List<List<Node>> all() {
      for (Node node : nodes) {
        if (!index.containsKey(node)) {
          visit(node);
        }
      }
      return components;
    }

    private int visit(Node node) {
      int mine = index.size();
      index.put(node, mine);
      stack.push(node);
      onStack.add(node);
      int lowest = Math.min(mine, lowest(node.fallNode, mine));
      lowest = Math.min(lowest, lowest(node.jumpNode, mine));
      if (lowest == mine) {
        List<Node> component = new ArrayList<>();
        Node member;
        do {
          member = stack.pop();
          onStack.remove(member);
          component.add(member);
        } while (member != node);
        components.add(component);
      }
      return lowest;
    }

    private int lowest(@Nullable Node next, int mine) {
      if (next == null || next == cut || !nodes.contains(next)) {
        return mine;
      }
      if (!index.containsKey(next)) {
        return visit(next);
      }
      return onStack.contains(next) ? index.getOrDefault(next, mine) : mine;
    }
  }
}
