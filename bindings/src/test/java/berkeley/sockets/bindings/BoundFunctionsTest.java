/*
 * Copyright 2026 The Berkeley Sockets for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package berkeley.sockets.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import berkeley.sockets.bindings.witness.functions_h;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of the lists is there, links, and has the shape that jextract found for it. */
class BoundFunctionsTest {
  @Test
  void everyListedFunctionAndNoOtherIsBound() {
    TreeSet<String> listed = new TreeSet<>();
    for (var list : SymbolLists.read()) {
      for (List<String> line : list.lines()) {
        if (line.getFirst().equals("function")) {
          listed.add(line.get(1));
          if (line.contains("critical")) {
            listed.add(line.get(1) + "Critical");
          }
        }
      }
    }
    TreeSet<String> bound = new TreeSet<>();
    Stream.of(Sys.class.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .forEach(m -> bound.add(m.getName()));
    assertEquals(listed, bound);
    assertTrue(bound.size() > 100, bound.size() + " functions");
  }

  /** All handles, linked. */
  static List<Field> handles() throws ReflectiveOperationException {
    List<Field> handles = new ArrayList<>();
    for (Class<?> holder : Sys.class.getDeclaredClasses()) {
      Method link = Sys.class.getDeclaredMethod("link_" + holder.getSimpleName());
      link.setAccessible(true);
      assertEquals(true, link.invoke(null));
      for (Field handle : holder.getDeclaredFields()) {
        handle.setAccessible(true);
        handles.add(handle);
      }
    }
    return handles;
  }

  @ParameterizedTest
  @MethodSource("handles")
  void linksWithTheShapeThatTheHeaderHas(Field call) throws Exception {
    MethodHandle handle = (MethodHandle) call.get(null);
    assertEquals(long.class, handle.type().returnType());
    List<Class<?>> shape = new ArrayList<>(handle.type().parameterList());
    assertEquals(MemorySegment.class, shape.removeFirst(), "the capture cell comes first");
    String function = call.getName().replace("Critical", "").replaceAll("_p$", "");
    FunctionDescriptor generated = descriptor(function);
    if (generated == null) { // variadic: jextract knows the fixed arguments only
      assertEquals(3, shape.size());
      return;
    }
    List<MemoryLayout> arguments = generated.argumentLayouts();
    assertTrue(arguments.size() <= shape.size(), () -> function + " takes " + arguments);
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof AddressLayout) { // an integer may travel as an address, too
        assertEquals(MemorySegment.class, shape.get(i), function + " #" + i);
      }
    }
  }

  /** What jextract made of the function, or null where it is variadic. */
  private static FunctionDescriptor descriptor(String function) throws Exception {
    for (var method : functions_h.class.getDeclaredMethods()) {
      if (method.getName().equals(function + "$descriptor")) {
        return (FunctionDescriptor) method.invoke(null);
      }
    }
    for (var type : functions_h.class.getDeclaredClasses()) {
      if (type.getSimpleName().equals(function)) {
        return null;
      }
    }
    throw new AssertionError("jextract has no " + function);
  }
}
