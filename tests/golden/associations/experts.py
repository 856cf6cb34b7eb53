"""Two groups of seven: words that have often been printed, with counts of our own; and which are good or bad."""
import csv
shared = {"low": {"ChatGPT": 3, "Puissant": 2, "Hallucinations": 2, "LLM": 1},
          "high": {"ChatGPT": 2, "Puissant": 1, "Hallucinations": 2, "LLM": 3}}
once = {"low": ["Autonomie", "Réduction-ticket", "Pratique", "Nouveau-Google", "Jouet", "Dangereux", "Déshumaniser",
                "Pas-magique", "Négative", "Perte-d'emploi", "Flou", "Problèmes-confidentialité"],
        "high": ["Pyramidale", "Convolution", "Prompting", "Transformers", "Entraînement", "Efficacité", "Créativité",
                 "Simplicité", "Productivité", "Gagne", "Innovation"]}
good = ["Autonomie", "Pratique", "Puissant", "Réduction-ticket", "Efficacité", "Créativité", "Simplicité",
        "Productivité", "Gagne", "Innovation"]
bad = ["Dangereux", "Déshumaniser", "Pas-magique", "Négative", "Perte-d'emploi", "Flou", "Problèmes-confidentialité",
       "Hallucinations"]
with open("experts.csv", "w", encoding="utf-8", newline="") as f:
    rows = csv.writer(f, delimiter=";")
    rows.writerow(["répondant", "groupe", "inducteur", "rang", "mot"])
    for group in shared:
        said = [w for w, n in shared[group].items() for _ in range(n)] + once[group]
        for person in range(7):
            for rank, word in enumerate(said[person::7], 1):
                rows.writerow([f"{group}-{person}", group, "IA", rank, word])
with open("valences.csv", "w", encoding="utf-8") as f:
    f.write("mot;valence\n" + "".join(f"{w};+\n" for w in good) + "".join(f"{w};-\n" for w in bad))
