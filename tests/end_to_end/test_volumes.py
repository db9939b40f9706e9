#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The volume files as others open them: read by VTK itself, and how much memory writing and reading
takes. Needs python3-vtk9; without it the test fails, because a file that nobody has opened proves
nothing."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml

from _program import InFolder, stipple

try:
    import vtk
except ImportError:  # another Python runs this: its modules cannot be loaded, the system's own can
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

CASE = os.path.abspath("cases/age-spots-unexamined.json")
SAMPLE = os.environ["SAMPLE_BLOCK"]
NX, NY, NZ = 5, 3, 12
SIDE = 0.02
EDGES = [0.0]
for depth in range(NZ):
    EDGES.append(EDGES[-1] + 0.01 * (1 + depth % 5))
FIELDS = [
    "inflammation_excess", "growth_factors_excess", "tgf_beta_1_excess", "tgf_beta_3_excess",
    "collagenase_excess", "neutrophils_excess", "macrophages_inflammatory_excess",
    "macrophages_repair_excess", "fibroblasts_relative", "myofibroblasts_excess", "clot_excess",
    "collagen_young_relative", "collagen_mature_relative", "elastin_relative", "matrix_disorder",
    "vessels_relative", "dermal_melanin_excess"]
SURFACE = ["epidermis_relative", "melanocyte_activation_excess", "melanin_relative"]


def sample(*arguments):
    done = subprocess.run([SAMPLE, *map(str, arguments)], capture_output=True, text=True,
                          timeout=300, check=True)
    return done.stdout


def known(field, i, j, k):
    """As sample_block.cc has it; k from the surface down."""
    return field + 0.5 * i + 0.0625 * j - 0.25 * k


def numbers(data, name):
    array = data.GetArray(name)
    return [array.GetTuple1(n) for n in range(array.GetNumberOfTuples())]


class ReadByVtk(InFolder):
    def read(self, reader, name):
        """What VTK makes of a file; every complaint of VTK's is a failure."""
        complaints = []
        reader.AddObserver("ErrorEvent", lambda *_: complaints.append(name))
        reader.AddObserver("WarningEvent", lambda *_: complaints.append(name))
        reader.SetFileName(str(self.root / name))
        reader.Update()
        self.assertEqual(complaints, [])
        return reader.GetOutput()


class PatchRun(ReadByVtk):
    def test_vtk_reads_every_moment_of_a_run(self):
        stipple("simulate", CASE, "--resolution", "patch", "--width", "0.3mm", "--cell", "40um",
                "--until", "8 days", "--members", 1, "--quiet", "--out", self.root)
        patch = json.loads((self.root / "result.json").read_text())["patch"]
        grid = patch["grid"]
        clots = []
        for kind in ("", "-even", "-surface"):
            series = xml.parse(self.root / "volumes" / f"tissue{kind}.pvd").getroot()
            days = []
            for entry in series.findall("Collection/DataSet"):
                name = "volumes/" + entry.get("file")
                reader = vtk.vtkXMLImageDataReader() if kind else vtk.vtkXMLRectilinearGridReader()
                data = self.read(reader, name)
                cells = data.GetCellData()
                self.assertEqual(data.GetDimensions()[:2],
                                 (grid["columns_x"] + 1, grid["columns_y"] + 1))
                if not kind:
                    self.assertEqual(data.GetNumberOfCells(), grid["cells"])
                    clots.append(max(numbers(cells, "clot_excess")))
                for n in range(cells.GetNumberOfArrays()):
                    low, high = cells.GetArray(n).GetRange()
                    self.assertTrue(-1e-6 <= low <= high < 100, (name, cells.GetArrayName(n)))
                days.append(numbers(data.GetFieldData(), "TimeValue")[0])
                self.assertAlmostEqual(days[-1], float(entry.get("timestep")), delta=2e-4)
            self.assertEqual(days, [0, 0, 1, 3, 7])
        # Before the needles there is no clot; just after them there is most, and it goes.
        self.assertEqual((clots[0], clots[1]), (0, max(clots)))
        self.assertEqual(clots[1:], sorted(clots[1:], reverse=True))
        self.assertGreater(clots[1], 0.5)


class Volumes(ReadByVtk):
    def test_vtk_reads_the_block_on_its_own_cells(self):
        sample(self.root)
        for moment, day in enumerate((0.0, 7.0)):
            grid = self.read(vtk.vtkXMLRectilinearGridReader(), f"skin-{moment:04}.vtr")
            self.assertEqual(grid.GetDimensions(), (NX + 1, NY + 1, NZ + 1))
            z = [grid.GetZCoordinates().GetTuple1(n) for n in range(NZ + 1)]
            self.assertEqual(z, [0.0 - edge for edge in reversed(EDGES)])
            x = [grid.GetXCoordinates().GetTuple1(n) for n in range(NX + 1)]
            self.assertEqual(x, [n * SIDE for n in range(NX + 1)])
            cells = grid.GetCellData()
            for field, name in enumerate(FIELDS):
                found = numbers(cells, name)
                self.assertEqual(found, [known(field, i, j, NZ - 1 - up) for up in range(NZ)
                                         for j in range(NY) for i in range(NX)])
                self.assertEqual(cells.GetArray(name).GetDataTypeAsString(), "float")
            self.assertEqual(set(numbers(cells, "collagen_set_point")), {0.75})
            self.assertEqual(numbers(cells, "layer")[0], 3.0)   # the bottom comes first
            self.assertEqual(numbers(cells, "layer")[-1], 0.0)
            beside = grid.GetFieldData()
            self.assertEqual(numbers(beside, "TimeValue"), [day])
            self.assertEqual(numbers(beside, "after_visit"), [float(moment == 0)])
            self.assertEqual(numbers(beside, "melanin_relative"),
                             [known(2, i, j, 0) for j in range(NY) for i in range(NX)])

    def test_vtk_reads_even_cells_that_hold_the_same(self):
        sample(self.root)
        image = self.read(vtk.vtkXMLImageDataReader(), "skin-even-0000.vti")
        nx, ny, nz = (n - 1 for n in image.GetDimensions())
        self.assertEqual((nx, ny), (NX, NY))
        self.assertAlmostEqual(image.GetBounds()[4], -EDGES[-1])
        self.assertAlmostEqual(image.GetBounds()[5], 0.0)
        self.assertLess(abs(image.GetSpacing()[2] - SIDE), 0.1 * SIDE)
        for field, name in enumerate(FIELDS):
            found = numbers(image.GetCellData(), name)
            for column in range(NX * NY):
                held = sum((EDGES[k + 1] - EDGES[k]) * known(field, column % NX, column // NX, k)
                           for k in range(NZ))
                even = image.GetSpacing()[2] * sum(found[column + NX * NY * k] for k in range(nz))
                self.assertAlmostEqual(even, held, delta=1e-6)

    def test_vtk_reads_the_surface_as_a_flat_picture(self):
        sample(self.root)
        image = self.read(vtk.vtkXMLImageDataReader(), "skin-surface-0001.vti")
        self.assertEqual(image.GetDimensions(), (NX + 1, NY + 1, 1))
        for field, name in enumerate(SURFACE):
            self.assertEqual(numbers(image.GetCellData(), name),
                             [known(field, i, j, 0) for j in range(NY) for i in range(NX)])

    def test_the_list_of_a_series_names_its_files_in_time(self):
        sample(self.root)
        for kind, ending in (("", "vtr"), ("-even", "vti"), ("-surface", "vti")):
            sets = xml.parse(self.root / f"skin{kind}.pvd").getroot().findall("Collection/DataSet")
            times = [float(entry.get("timestep")) for entry in sets]
            self.assertEqual(times, [1e-4, 7.0])
            for moment, entry in enumerate(sets):
                self.assertEqual(entry.get("file"), f"skin{kind}-{moment:04}.{ending}")
                self.assertTrue((self.root / entry.get("file")).is_file())

    def test_the_table_has_a_row_a_layer_and_field(self):
        rows = list(csv.DictReader(io.StringIO(sample(self.root))))
        self.assertEqual({row["day"] for row in rows}, {"0", "7"})
        elastin = [row for row in rows if row["field"] == "elastin_relative"]
        self.assertEqual({row["layer"] for row in elastin},
                         {"papillary_dermis", "reticular_dermis"})
        for row in rows:
            ordered = [float(row[name]) for name in ("min", "p5", "mean", "p95", "max")]
            self.assertEqual(ordered, sorted(ordered))

    def test_a_large_block_takes_no_more_than_one_field_beside_itself(self):
        said = sample(self.root, 144, 60)
        said = {name: int(size) for name, size in re.findall(r"(\w+) (\d+)", said)}
        self.assertLess(said["writing"], said["field"], said)
        self.assertLess(said["even"], said["field"], said)
        self.assertLess(said["reading"] - said["block"], 1.1 * said["field"], said)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
