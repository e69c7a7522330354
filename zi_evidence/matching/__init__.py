"""Document x requirement, deterministic and explained. Pure: touches no file and no database."""

from zi_evidence.matching.matcher import MATCH_VERSION, Matcher, MatchResult, NearMiss

__all__ = ["MATCH_VERSION", "MatchResult", "Matcher", "NearMiss"]
